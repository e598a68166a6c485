import type { KeyRange } from '../keys/keyRange.ts';

/** From `from` (inclusive) to `to` (exclusive), of a part and all that follows it. */
type Interval = KeyRange;

/** What the texts of one part may be, as row keys hold them: one of a few, or what lies between two bounds. */
export type PartSpan = { readonly texts: readonly string[] } | Interval;

/** The rows of one kind whose parts lie in spans, one for each part up to the last that something is demanded of. */
export interface KeyScan {
  /** What all row keys of the kind begin with. */
  readonly prefix: string;
  /** At least one. */
  readonly spans: readonly PartSpan[];
}

/** A piece of a scan. */
export interface ScanRange extends KeyRange {
  /** Of a range in which a part left open stands, and whose first row tells its next value: how many parts stand before. */
  readonly open?: number;
}

/** The span of a part of which nothing is demanded: no text begins with anything behind `~`. */
export const openSpan: Interval = { from: '', to: '\u00a1' };

/** The span of all keys: what follows the last mark of their encoding is a digit or letter. */
export const anyKey: Interval = { from: '', to: '\ufffd\ufffd' };

/** True when the scan steps over a part left open, to what is demanded of a part behind it. */
export function hasSteps({ spans }: KeyScan): boolean {
  return spans.slice(0, -1).some((span) => !('texts' in span));
}

/** What stands behind everything that begins with a prefix that ends with `!`. */
function behind(prefix: string): string {
  return `${prefix.slice(0, -1)}"`;
}

/**
 * The first piece of a scan at or behind a row key, which may be any text; undefined when there is none. A part left open
 * before one of which something is demanded has the value it has in the row key, if that is one.
 */
export function nextRange(scan: KeyScan, from: string): ScanRange | undefined {
  let key = from;
  for (;;) {
    const found = descend(scan, key);
    if (typeof found !== 'string') return found;
    key = found;
  }
}

/** The piece the key leads to, or the key to go on at. */
function descend({ prefix: all, spans }: KeyScan, key: string): ScanRange | string | undefined {
  let prefix = all;
  for (const [at, span] of spans.entries()) {
    const isLast = at === spans.length - 1;
    const rest = key.startsWith(prefix) ? key.slice(prefix.length) : key < prefix ? '' : '\uffff';
    const isOver = at === 0 ? undefined : behind(prefix);
    if ('texts' in span) {
      const text = span.texts.find((each) => behind(`${each}!`) > rest);
      if (text === undefined) return isOver;
      prefix += `${text}!`;
      if (isLast) return { from: key > prefix ? key : prefix, to: behind(prefix) };
      continue;
    }
    const start = rest > span.from ? rest : span.from;
    if (start >= span.to) return isOver;
    if (isLast) return { from: prefix + start, to: prefix + span.to };
    const end = start.indexOf('!');
    const text = start.slice(0, end + 1);
    if (end < 0 || text < span.from || start !== rest) return { from: prefix + start, to: prefix + span.to, open: at };
    prefix += text;
  }
  return undefined;
}

/** The first parts of a row key, so many of them. */
export function partsOf({ prefix }: KeyScan, rowKey: string, count: number): string {
  let end = prefix.length;
  for (let part = 0; part < count; part += 1) end = rowKey.indexOf('!', end) + 1;
  return rowKey.slice(prefix.length, end);
}

/** True when the parts of a row key lie in the spans. */
export function isInScan({ prefix: all, spans }: KeyScan, rowKey: string): boolean {
  let prefix = all;
  for (const span of spans) {
    const rest = rowKey.slice(prefix.length);
    const text = rest.slice(0, rest.indexOf('!'));
    if ('texts' in span ? !span.texts.includes(text) : rest < span.from || rest >= span.to) return false;
    prefix += `${text}!`;
  }
  return true;
}

/** The range that all pieces of a scan lie in. */
export function wholeRange({ prefix: all, spans }: KeyScan): KeyRange {
  let [from, to] = [all, all];
  for (const span of spans) {
    if (!('texts' in span)) return { from: from + span.from, to: to + span.to };
    from += `${span.texts[0] ?? ''}!`;
    to += `${span.texts.at(-1) ?? ''}!`;
  }
  return { from, to: behind(to) };
}
