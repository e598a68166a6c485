import type { KeyScan } from './keyScan.ts';

/** A scan for one value of a part, and what all its row keys begin with. */
export interface ScanOfValue {
  readonly scan: KeyScan;
  readonly prefix: string;
}

/** The scans of the values of a part, before which each part has one value, in the order of the values. */
export function mergedScans({ prefix, spans }: KeyScan, mergedAt: number): readonly ScanOfValue[] {
  const span = spans[mergedAt];
  if (span === undefined || !('texts' in span)) throw new TypeError('There are no values to merge over');
  const before = spans.slice(0, mergedAt).map((each) => `${'texts' in each ? (each.texts[0] ?? '') : ''}!`);
  return span.texts.map((text) => ({
    scan: { prefix, spans: spans.with(mergedAt, { texts: [text] }) },
    prefix: `${prefix}${before.join('')}${text}!`,
  }));
}
