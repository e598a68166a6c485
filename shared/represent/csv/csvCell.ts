/**
 * What a spreadsheet takes for the beginning of a formula, full-width forms included, and controls, which it may skip before
 * one (OWASP ASVS 1.2.10); also behind apostrophes, so that a reader who removes one apostrophe always gets the text back.
 */
// eslint-disable-next-line no-control-regex -- control characters are the point
const formula = /^'*[=+\-@\uff0b\uff0d\uff1d\uff20\u0000-\u001f\u007f]/;

/** What begins a formula where a spreadsheet with other list separators begins a cell. */
const operators: ReadonlySet<string> = new Set('=+-@\uff0b\uff0d\uff1d\uff20');
/** Such a separator. */
const separator = /[;\t\r\n]/g;
/** What may stand between the two, other separators included; a space makes a text of it. */
// eslint-disable-next-line no-control-regex -- control characters are the point
const between = /[;'\u0000-\u001f\u007f]*/y;

/** The places of operators at which a cell would begin if `;`, a tab or a line break were the separator. */
function innerFormulas(text: string): readonly number[] {
  const places: number[] = [];
  separator.lastIndex = 0;
  while (separator.test(text)) {
    between.lastIndex = separator.lastIndex;
    between.test(text);
    const at = between.lastIndex;
    if (operators.has(text.charAt(at))) places.push(at);
    separator.lastIndex = at;
  }
  return places;
}

/** A text a spreadsheet shows and does not run: an apostrophe stands in front of whatever looks like a formula. */
export function neutralised(text: string): string {
  let safe = '';
  let from = 0;
  for (const place of innerFormulas(text)) {
    safe += `${text.slice(from, place)}'`;
    from = place;
  }
  safe += text.slice(from);
  return formula.test(safe) ? `'${safe}` : safe;
}

/** The text itself, from what `neutralised` made of it. */
export function restored(text: string): string {
  if (!text.includes("'")) return text;
  let plain = '';
  let from = 0;
  for (const place of innerFormulas(text)) {
    if (text.charAt(place - 1) !== "'") continue;
    plain += text.slice(from, place - 1);
    from = place;
  }
  plain += text.slice(from);
  return plain.startsWith("'") && formula.test(plain) ? plain.slice(1) : plain;
}

/** A field of a CSV file, in quotes where it needs them (RFC 4180, section 2). */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
