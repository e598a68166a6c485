import type { Position } from '../contract/entityQuery.ts';
import { inParallel } from '../../time/inParallel.ts';
import { wholeRange } from '../plan/keyScan.ts';
import type { MergedScans, ScanOfValue } from '../plan/mergedScans.ts';
import { maxPieces } from '../plan/partSpan.ts';
import { maxPageSize } from '../rows/rows.ts';
import { foreignPosition, isPlace, isRowKeyText } from './rowPosition.ts';
import type { Found, Step, WalkContext } from './walk.ts';
import type { WalkBudget } from './walkBudget.ts';
import { walkScan } from './walkScan.ts';
import { loggedRow } from '../keys/loggedRow.ts';
import { endOfRows, MergedOrder, type MergedPlace } from '../plan/mergedOrder.ts';

/** A place with the key it comes by. */
interface Spot extends MergedPlace {
  readonly key: string;
}

interface Source {
  readonly index: number;
  readonly prefix: string;
  readonly steps: AsyncIterator<Step, void>;
  found: (Spot & { readonly item: Found })[];
  /** Where it has seen everything that comes before. */
  seen: Spot;
}

/** Most rows that are read ahead of all values together, as far as rows of an answer go. */
const mostAhead = maxPieces * maxPageSize;

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

/** How far a source has come with a step; undefined when it is to be read on. */
async function reached({ prefix, index, seen }: Source, step: Step, budget: WalkBudget) {
  if (!step.more) return { rest: endOfRows, index };
  const known = step.place();
  if (known === undefined && !budget.isSpent()) return undefined;
  const [kind, rowKey] = known ?? (await step.resume()) ?? [];
  const rest = rowKey === undefined ? endOfRows : rowKey.slice(prefix.length);
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
    come = next.done === true ? { rest: endOfRows, index } : await reached(source, next.value, budget);
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
  const order = new MergedOrder(merged);
  const share = Math.ceil(mostAhead / scans.length);
  const ofEach = { ...context, wanted: () => Math.min(context.wanted(), share) };
  const spotOf = (each: MergedPlace): Spot => ({ ...each, key: order.keyOf(each) });
  const sources = scans.map(({ scan, prefix }, index): Source => {
    const { from } = wholeRange(scan);
    const { rest, exclusive } = place === undefined ? { rest: '', exclusive: false } : order.startBehind(place, index);
    const at = prefix + rest < from ? { rowKey: from, exclusive: false } : { rowKey: prefix + rest, exclusive };
    const steps = walkScan(ofEach, scan, at)[Symbol.asyncIterator]();
    return { index, prefix, steps, found: [], seen: spotOf({ rest, index }) };
  });
  const positionOf = ({ rowKey }: Found): Position => {
    const source = sources.find(({ prefix }) => rowKey.startsWith(prefix));
    if (source === undefined) throw new Error(`${loggedRow(rowKey)} is of no value that is merged`);
    return toPosition({ rest: rowKey.slice(source.prefix.length), index: source.index });
  };
  const read = async (source: Source): Promise<void> => await readOn(source, context.budget, spotOf);
  await inParallel(sources, sources.length, read);
  for (;;) {
    const lowest = sources.reduce((left, right) => (right.seen.key < left.seen.key ? right : left));
    const { seen } = lowest;
    const isUnseen = ({ key }: Spot): boolean => key > seen.key || (seen.isBefore === true && key === seen.key);
    const ready = sources.flatMap(({ found }) => {
      const count = found.findIndex(isUnseen);
      return found.splice(0, count < 0 ? found.length : count);
    });
    ready.sort((left, right) => (left.key < right.key ? -1 : 1));
    const more = seen.rest !== endOfRows;
    const here = more ? toPosition(seen) : undefined;
    yield {
      found: ready.map(({ item }) => item),
      more,
      seen: more ? seen.key : undefined,
      positionOf,
      place: () => here,
      resume: () => Promise.resolve(here),
    };
    if (!more) return;
    await read(lowest);
  }
}
