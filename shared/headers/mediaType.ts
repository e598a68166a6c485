/** A media type with parameters, names in lower case (RFC 9110, 8.3.1). */
export interface MediaType {
  /** `type/subtype` in lower case. */
  readonly essence: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const start = new RegExp(`^\\s*(${token}/${token})\\s*`);
const parameter = new RegExp(`^;\\s*(?:(${token})=(?:(${token})|"((?:[^"\\\\]|\\\\.)*)")\\s*)?`);

/** Reads one media type or media range; undefined when it is not one. A repeated parameter makes it invalid. */
export function parseMediaType(text: string): MediaType | undefined {
  const head = start.exec(text);
  if (head === null) return undefined;
  const parameters = new Map<string, string>();
  let rest = text.slice(head[0].length);
  while (rest !== '') {
    const match = parameter.exec(rest);
    if (match === null) return undefined;
    const [all, name, plain, quoted] = match;
    if (name !== undefined) {
      const key = name.toLowerCase();
      if (parameters.has(key)) return undefined;
      parameters.set(key, plain ?? (quoted ?? '').replace(/\\(.)/g, '$1'));
    }
    rest = rest.slice(all.length);
  }
  return { essence: (head[1] ?? '').toLowerCase(), parameters };
}

/** Splits a header value at commas outside quoted strings (RFC 9110, 5.6.1); empty elements are dropped. */
export function splitList(value: string): readonly string[] {
  const items: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at <= value.length; at += 1) {
    const character = value[at];
    if (character === '"') quoted = !quoted;
    else if (character === '\\' && quoted) at += 1;
    else if (at >= value.length || (character === ',' && !quoted)) {
      const item = value.slice(from, at).trim();
      if (item !== '') items.push(item);
      from = at + 1;
    }
  }
  return items;
}
