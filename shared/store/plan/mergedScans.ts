import type { IndexOrder } from './indexOrder.ts';
import type { KeyScan } from './keyScan.ts';
import { pieceOf } from './partSpan.ts';

/** A scan for one value of a part, and what all its row keys begin with. */
export interface ScanOfValue {
  readonly scan: KeyScan;
  readonly prefix: string;
}

/** The scans of the values of a part, in the order the values have. */
export interface MergedScans {
  readonly scans: readonly ScanOfValue[];
  /** How many parts behind the values come before them in the order of the rows; all that follows unless given. */
  readonly before?: number;
}

/** What all row keys of a scan begin with before a part, before which each part has one value. */
export function prefixBefore({ prefix, spans }: KeyScan, at: number): string {
  return spans.slice(0, at).reduce((sum, [piece]) => `${sum}${piece?.text ?? ''}!`, prefix);
}

/**
 * The scans of the values of the part that an order is merged over, before which each part has one value, or of those of several parts
 * together; undefined where there is none.
 */
export function mergedScans(scan: KeyScan, order: IndexOrder): MergedScans | undefined {
  const { mergedAt, mergedTo = mergedAt, valuesAt, isReversed } = order;
  if (mergedAt === undefined || mergedTo === undefined) return undefined;
  let scans: readonly ScanOfValue[] = [{ scan, prefix: prefixBefore(scan, mergedAt) }];
  for (let at = mergedAt; at <= mergedTo; at += 1) {
    scans = scans.flatMap(({ scan: { prefix, spans }, prefix: before }) =>
      (spans[at] ?? []).map(({ text }) => {
        if (text === undefined) throw new TypeError('There are no values to merge over');
        return { scan: { prefix, spans: spans.with(at, [pieceOf(text)]) }, prefix: `${before}${text}!` };
      }),
    );
  }
  if (valuesAt === undefined) return { scans };
  return { scans: isReversed === true ? scans.toReversed() : scans, before: valuesAt - mergedAt - 1 };
}
