/**
 * What a spreadsheet takes for the beginning of a formula, full-width forms included; also behind apostrophes, so that a
 * reader who removes one apostrophe always gets the text back.
 */
const formula = /^'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;

/** What Microsoft Graph joins the items of a collection by. */
export const cellSeparator = '+';

/** A text a spreadsheet shows and does not run: an apostrophe stands in front of what looks like a formula. */
export function neutralised(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text itself, from what `neutralised` made of it. */
export function restored(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}

/** A field of a CSV file, in quotes where it needs them (RFC 4180, section 2). */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
