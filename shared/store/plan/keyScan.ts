import type { KeyRange } from '../keys/keyRange.ts';
import { isOfTexts, maxPieces, type PartSpan } from './partSpan.ts';

/** The rows of one kind whose parts lie in spans, one for each part up to the last that something is demanded of. */
export interface KeyScan {
  /** What all row keys of the kind begin with. */
  readonly prefix: string;
  /** At least one. */
  readonly spans: readonly PartSpan[];
  /** Spans within those, none of which steps; a row lies in one of them. Many are pieces of one range. */
  readonly alternatives?: readonly (readonly PartSpan[])[];
}

/** A piece of a scan. */
export interface ScanRange extends KeyRange {
  /** Of a range in which a part left open stands, and whose first row tells its next value: how many parts stand before. */
  readonly open?: number;
  /** Of a range with gaps: where the piece ends that it begins in or before, and how many pieces stand before that. */
  readonly piece?: { readonly to: string; readonly index: number };
}

/** True when the scan steps over a part left open, to what is demanded of a part behind it. */
export function hasSteps({ spans, alternatives }: KeyScan): boolean {
  return alternatives === undefined && !spans.slice(0, -1).every(isOfTexts);
}

/** True when its ranges have rows between pieces, which a walk passes over from the end of an answer on. */
export function hasGaps(scan: KeyScan): boolean {
  const ways = waysOf(scan);
  const isOfMany = ways.length > maxPieces;
  return isOfMany || ways.some(({ spans }) => spans.some((span) => span.some(({ within }) => within !== undefined)));
}

/** A scan for each of its alternatives. */
function waysOf(scan: KeyScan): readonly KeyScan[] {
  const { prefix, alternatives } = scan;
  return alternatives?.map((spans) => ({ prefix, spans })) ?? [scan];
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
  const ways = waysOf(scan);
  const ranges = ways.flatMap((way) => rangeOfWay(way, from) ?? []);
  const [first, ...others] = ranges;
  if (first === undefined || others.length === 0) return first;
  const lowest = others.reduce((left, right) => (right.from < left.from ? right : left), first);
  if (ways.length <= maxPieces) return lowest;
  const to = ways.map((way) => wholeRange(way).to).reduce((left, right) => (right > left ? right : left));
  return { from: lowest.from, to, piece: { to: lowest.piece?.to ?? lowest.to, index: ways.length - ranges.length } };
}

/** The same of a scan without alternatives. */
function rangeOfWay(way: KeyScan, from: string): ScanRange | undefined {
  let found = descend(way, from);
  while (typeof found === 'string') found = descend(way, found);
  return found;
}

/** The piece the key leads to, or the key to go on at. */
function descend({ prefix: all, spans }: KeyScan, key: string): ScanRange | string | undefined {
  let prefix = all;
  for (const [at, span] of spans.entries()) {
    const isLast = at === spans.length - 1;
    const rest = key.startsWith(prefix) ? key.slice(prefix.length) : key < prefix ? '' : '\uffff';
    const isOver = at === 0 ? undefined : behind(prefix);
    const piece = span.find(({ to }) => to > rest);
    if (piece === undefined) return isOver;
    const index = piece.within?.findIndex(({ to }) => to > rest) ?? 0;
    const inner = piece.within?.[index];
    const { from } = inner ?? piece;
    const start = rest > from ? rest : from;
    if (isLast) {
      const range = { from: prefix + start, to: prefix + piece.to };
      return inner === undefined ? range : { ...range, piece: { to: prefix + inner.to, index } };
    }
    if (piece.text !== undefined) {
      prefix += `${piece.text}!`;
      continue;
    }
    const end = start.indexOf('!');
    const text = start.slice(0, end + 1);
    if (end < 0 || text < from || start !== rest) return { from: prefix + start, to: prefix + piece.to, open: at };
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
export function isInScan(scan: KeyScan, rowKey: string): boolean {
  return waysOf(scan).some(({ prefix, spans }) => {
    let at = prefix.length;
    return spans.every((span) => {
      const rest = rowKey.slice(at);
      at = rowKey.indexOf('!', at) + 1;
      return span.some(({ from, to }) => rest >= from && rest < to);
    });
  });
}

/** A range with gaps as far as the piece goes that it begins in or before; any other as it is. */
export function firstPiece(range: ScanRange | undefined): ScanRange | undefined {
  return range?.piece === undefined ? range : { from: range.from, to: range.piece.to };
}

/** How many pieces of a range with gaps stand before a row of it. */
export function piecesBefore(scan: KeyScan, { piece }: ScanRange, rowKey: string): number {
  return (nextRange(scan, rowKey)?.piece?.index ?? 0) - (piece?.index ?? 0);
}

/** The range that all pieces of a scan lie in. */
export function wholeRange({ prefix, spans }: KeyScan): KeyRange {
  const edge = (end: 'from' | 'to', at: 0 | -1): string => {
    let key = prefix;
    for (const [index, span] of spans.entries()) {
      const piece = span.at(at);
      if (piece?.text === undefined || index === spans.length - 1) return key + (piece?.[end] ?? '');
      key += `${piece.text}!`;
    }
    return key;
  };
  return { from: edge('from', 0), to: edge('to', -1) };
}
