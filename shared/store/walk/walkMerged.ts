import type { Position } from '../contract/entityQuery.ts';
import { inParallel } from '../rows/inParallel.ts';
import { wholeRange } from '../plan/keyScan.ts';
import type { MergedScans, ScanOfValue } from '../plan/mergedScans.ts';
import { foreignPosition, isPlace, isRowKeyText, type RowPosition } from './rowPosition.ts';
import type { Found, Step, WalkContext } from './walk.ts';
import type { WalkBudget } from './walkBudget.ts';
import { walkScan } from './walkScan.ts';
import { loggedRow } from '../keys/loggedRow.ts';

/** Behind the last unit a row key can hold. */
const end = '\uffff';

/**
 * A place: behind the row of the value at `index` whose row key goes on with `rest`, before those that follow it in the order. The
 * index may be -1, or one more than that of the last value: before, and behind, those of all values.
 */
interface MergedPlace {
  readonly rest: string;
  readonly index: number;
  /** The row itself is not passed. */
  readonly isBefore?: boolean;
}

/** Where a row stands in the order: by the head of the rest of its row key, then by its value, then by all of the rest. */
interface Spot extends MergedPlace {
  readonly head: string;
}

interface Source {
  readonly index: number;
  readonly prefix: string;
  readonly steps: AsyncIterator<Step, void>;
  found: (Spot & { readonly item: Found })[];
  /** Where it has seen everything that comes before. */
  seen: Spot;
}

/** What a position begins with. */
const [behindRow, beforeRow] = ['merged', 'before'];

function toPosition({ rest, index, isBefore }: MergedPlace): Position {
  return [isBefore === true ? beforeRow : behindRow, rest, String(index)];
}

function placeOf(position: Position, scans: readonly ScanOfValue[]): MergedPlace {
  const [kind, rest, number, ...more] = position;
  if ((kind !== behindRow && kind !== beforeRow) || rest === undefined || more.length > 0) throw foreignPosition();
  if (!/^(?:-1|\d{1,2})$/.test(number ?? '')) throw foreignPosition();
  const index = Number(number);
  if (index > scans.length || !isRowKeyText(rest)) throw foreignPosition();
  if (!scans.some(({ prefix, scan }) => isPlace(prefix + rest, scan))) throw foreignPosition();
  return { rest, index, isBefore: kind === beforeRow };
}

/** The head of what row keys go on with behind the value. */
function headOf(rest: string, { before }: MergedScans): string {
  if (before === undefined || rest === end) return rest;
  let length = 0;
  for (let part = 0; part < before; part += 1) {
    const mark = rest.indexOf('!', length);
    if (mark < 0) return rest;
    length = mark + 1;
  }
  return rest.slice(0, length);
}

function ordinal(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareSpots(left: Spot, right: Spot): number {
  return ordinal(left.head, right.head) || left.index - right.index || ordinal(left.rest, right.rest);
}

/** What the row keys of the value at an index go on with behind a place. */
function startBehind(place: MergedPlace, index: number, merged: MergedScans): RowPosition {
  const { rest, isBefore = false } = place;
  const head = headOf(rest, merged);
  if (index === place.index) return { rowKey: rest, exclusive: !isBefore };
  if (index > place.index) return { rowKey: head, exclusive: false };
  if (merged.before === 0) return { rowKey: end, exclusive: false };
  const isGroup = merged.before !== undefined && head.endsWith('!');
  return isGroup ? { rowKey: `${head.slice(0, -1)}"`, exclusive: false } : { rowKey: rest, exclusive: true };
}

/** How far a source has come with a step; undefined when it is to be read on. */
async function reached({ prefix, index, seen }: Source, step: Step, budget: WalkBudget) {
  if (!step.more) return { rest: end, index };
  const known = step.place();
  if (known === undefined && !budget.isSpent()) return undefined;
  const [kind, rowKey] = known ?? (await step.resume()) ?? [];
  const rest = rowKey === undefined ? end : rowKey.slice(prefix.length);
  return rest > seen.rest ? { rest, index, isBefore: kind === 'at' } : undefined;
}

/**
 * Reads on until something is seen of it, it is at its end, or the budget is spent and it has come further: then it stands
 * where storage does.
 */
async function readOn(source: Source, budget: WalkBudget, spotOf: (place: MergedPlace) => Spot): Promise<void> {
  const { index, prefix } = source;
  let come: MergedPlace | undefined;
  while (come === undefined) {
    const next: IteratorResult<Step, void> = await source.steps.next();
    for (const item of next.done === true ? [] : next.value.found)
      source.found.push({ item, ...spotOf({ rest: item.rowKey.slice(prefix.length), index }) });
    come = next.done === true ? { rest: end, index } : await reached(source, next.value, budget);
  }
  source.seen = spotOf(come);
}

/**
 * Merges the rows of several values of a part by what follows it in the row keys, or by a part of that and then by the values. Of each
 * value no more is read than what the caller still takes.
 */
export async function* walkMerged(
  context: WalkContext,
  merged: MergedScans,
  after?: Position | MergedPlace,
): AsyncGenerator<Step, void, undefined> {
  const { scans } = merged;
  const place = after === undefined || 'rest' in after ? after : placeOf(after, scans);
  const spotOf = (each: MergedPlace): Spot => ({ ...each, head: headOf(each.rest, merged) });
  const sources = scans.map(({ scan, prefix }, index): Source => {
    const { from } = wholeRange(scan);
    const start = place === undefined ? { rowKey: '', exclusive: false } : startBehind(place, index, merged);
    const rowKey = prefix + start.rowKey;
    const at = rowKey < from ? { rowKey: from, exclusive: false } : { ...start, rowKey };
    const steps = walkScan(context, scan, at)[Symbol.asyncIterator]();
    return { index, prefix, steps, found: [], seen: spotOf({ rest: start.rowKey, index }) };
  });
  const positionOf = ({ rowKey }: Found): Position => {
    const source = sources.find(({ prefix }) => rowKey.startsWith(prefix));
    if (source === undefined) throw new Error(`${loggedRow(rowKey)} is of no value that is merged`);
    return toPosition({ rest: rowKey.slice(source.prefix.length), index: source.index });
  };
  const read = async (source: Source): Promise<void> => await readOn(source, context.budget, spotOf);
  await inParallel(sources, sources.length, read);
  for (;;) {
    const lowest = sources.reduce((left, right) => (compareSpots(right.seen, left.seen) < 0 ? right : left));
    const { seen } = lowest;
    const isUnseen = (spot: Spot): boolean => compareSpots(spot, seen) > (seen.isBefore === true ? -1 : 0);
    const ready = sources.flatMap(({ found }) => {
      const count = found.findIndex(isUnseen);
      return found.splice(0, count < 0 ? found.length : count);
    });
    ready.sort(compareSpots);
    const more = seen.rest !== end;
    const here = more ? toPosition(seen) : undefined;
    yield {
      found: ready.map(({ item }) => item),
      more,
      seen: more ? seen.rest : undefined,
      positionOf,
      place: () => here,
      resume: () => Promise.resolve(here),
    };
    if (!more) return;
    await read(lowest);
  }
}
