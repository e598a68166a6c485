import type { Position } from '../contract/entityQuery.ts';
import { inParallel } from '../rows/inParallel.ts';
import { wholeRange } from '../plan/keyScan.ts';
import type { ScanOfValue } from '../plan/mergedScans.ts';
import { foreignPosition, isPlace, isRowKeyText, type RowPosition } from './rowPosition.ts';
import type { Found, Step, WalkContext } from './walk.ts';
import { walkScan } from './walkScan.ts';

/** Behind the last unit a row key can hold. */
const end = '\uffff';

/** A place: behind the row of the value at `index`, before that of the next one with the same rest of the row key. */
interface MergedPlace {
  readonly rest: string;
  readonly index: number;
}

interface Source {
  readonly index: number;
  readonly prefix: string;
  readonly steps: AsyncIterator<Step, void>;
  found: Found[];
  /** The rest of the row key up to which all is seen. */
  seen: string;
}

function placeOf(position: Position, scans: readonly ScanOfValue[]): MergedPlace {
  const [kind, rest, number, ...more] = position;
  if (kind !== 'merged' || rest === undefined || more.length > 0 || !/^\d{1,2}$/.test(number ?? ''))
    throw foreignPosition();
  const index = Number(number);
  if (index > scans.length || !isRowKeyText(rest)) throw foreignPosition();
  if (!scans.some(({ prefix, scan }) => isPlace(prefix + rest, scan))) throw foreignPosition();
  return { rest, index };
}

function startOf({ scan, prefix }: ScanOfValue, index: number, place: MergedPlace | undefined): RowPosition {
  const { from } = wholeRange(scan);
  const rowKey = place === undefined ? from : prefix + place.rest;
  return rowKey < from || place === undefined
    ? { rowKey: from, exclusive: false }
    : { rowKey, exclusive: index <= place.index };
}

/** Reads on until something is seen of it, or it is at its end. */
async function readOn(source: Source): Promise<void> {
  for (;;) {
    const next: IteratorResult<Step, void> = await source.steps.next();
    if (next.done !== true) source.found.push(...next.value.found);
    if (next.done === true || !next.value.more) source.seen = end;
    else if (next.value.seen !== undefined) source.seen = next.value.seen.slice(source.prefix.length);
    else continue;
    return;
  }
}

/**
 * Merges the rows of several values of a part by what follows it in the row keys. Of each value no more is read than what
 * the caller still takes.
 */
export async function* walkMerged(
  context: WalkContext,
  scans: readonly ScanOfValue[],
  after?: Position | MergedPlace,
): AsyncGenerator<Step, void, undefined> {
  const place = after === undefined || 'rest' in after ? after : placeOf(after, scans);
  const sources = scans.map((each, index): Source => {
    const steps = walkScan(context, each.scan, startOf(each, index, place));
    return { index, prefix: each.prefix, steps: steps[Symbol.asyncIterator](), found: [], seen: '' };
  });
  const restOf = ({ rowKey }: Found, { prefix }: Source): string => rowKey.slice(prefix.length);
  const sourceOf = ({ rowKey }: Found): Source => {
    const source = sources.find(({ prefix }) => rowKey.startsWith(prefix));
    if (source === undefined) throw new Error(`${rowKey} is of no value that is merged`);
    return source;
  };
  await inParallel(sources, sources.length, readOn);
  for (;;) {
    const lowest = sources.reduce((left, right) => (right.seen < left.seen ? right : left));
    const ready = sources.flatMap((source) => {
      const count = source.found.findIndex((item) => restOf(item, source) > lowest.seen);
      const items = source.found.splice(0, count < 0 ? source.found.length : count);
      return items.map((item) => ({ item, rest: restOf(item, source), index: source.index }));
    });
    ready.sort((left, right) => (left.rest < right.rest ? -1 : left.rest > right.rest ? 1 : left.index - right.index));
    const more = lowest.seen !== end;
    yield {
      found: ready.map(({ item }) => item),
      more,
      seen: more ? lowest.seen : undefined,
      positionOf: (item) => ['merged', restOf(item, sourceOf(item)), String(sourceOf(item).index)],
      resume: () => Promise.resolve(more ? ['merged', lowest.seen, String(sources.length)] : undefined),
    };
    if (!more) return;
    await readOn(lowest);
  }
}
