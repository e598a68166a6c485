import type { KeyScan } from './keyScan.ts';

/** A scan for one value of a part, and what all its row keys begin with. */
export interface ScanOfValue {
  readonly scan: KeyScan;
  readonly prefix: string;
}

/** What all row keys of a scan begin with before a part, before which each part has one value. */
export function prefixBefore({ prefix, spans }: KeyScan, at: number): string {
  return (
    prefix + spans.slice(0, at).reduce((sum, each) => `${sum}${'texts' in each ? (each.texts[0] ?? '') : ''}!`, '')
  );
}

/** The scans of the values of a part, before which each part has one value, in the order of the values. */
export function mergedScans(scan: KeyScan, mergedAt: number): readonly ScanOfValue[] {
  const { prefix, spans } = scan;
  const span = spans[mergedAt];
  if (span === undefined || !('texts' in span)) throw new TypeError('There are no values to merge over');
  const before = prefixBefore(scan, mergedAt);
  return span.texts.map((text) => ({
    scan: { prefix, spans: spans.with(mergedAt, { texts: [text] }) },
    prefix: `${before}${text}!`,
  }));
}
