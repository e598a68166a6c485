import type { Position } from '../contract/entityQuery.ts';
import { inParallel } from '../rows/inParallel.ts';
import { wholeRange } from '../plan/keyScan.ts';
import type { ScanOfValue } from '../plan/mergedScans.ts';
import { foreignPosition, isPlace, isRowKeyText, type RowPosition } from './rowPosition.ts';
import type { Found, Step, WalkContext } from './walk.ts';
import type { WalkBudget } from './walkBudget.ts';
import { walkScan } from './walkScan.ts';
import { loggedRow } from '../keys/loggedRow.ts';

/** Behind the last unit a row key can hold. */
const end = '\uffff';

/** A place: behind the row of the value at `index`, before that of the next one with the same rest of the row key; at -1 before all. */
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
  /** The row at `seen` itself is not looked at. */
  isBefore: boolean;
}

function placeOf(position: Position, scans: readonly ScanOfValue[]): MergedPlace {
  const [kind, rest, number, ...more] = position;
  if (kind !== 'merged' || rest === undefined || more.length > 0 || !/^(?:-1|\d{1,2})$/.test(number ?? ''))
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

type Reached = Pick<Source, 'seen' | 'isBefore'>;

/** How far a source has come with a step; undefined when it is to be read on. */
async function reached({ prefix, seen }: Source, step: Step, budget: WalkBudget): Promise<Reached | undefined> {
  if (!step.more) return { seen: end, isBefore: false };
  if (step.seen !== undefined) return { seen: step.seen.slice(prefix.length), isBefore: false };
  if (!budget.isSpent()) return undefined;
  const [kind, rowKey] = (await step.resume()) ?? [];
  const rest = rowKey === undefined ? end : rowKey.slice(prefix.length);
  return rest > seen ? { seen: rest, isBefore: kind === 'at' } : undefined;
}

/**
 * Reads on until something is seen of it, it is at its end, or the budget is spent and it has come further: then it stands
 * where storage does.
 */
async function readOn(source: Source, budget: WalkBudget): Promise<void> {
  let come: Reached | undefined;
  while (come === undefined) {
    const next: IteratorResult<Step, void> = await source.steps.next();
    if (next.done !== true) source.found.push(...next.value.found);
    come = next.done === true ? { seen: end, isBefore: false } : await reached(source, next.value, budget);
  }
  Object.assign(source, come);
}

/** The source less of which is seen. */
function lower(left: Source, right: Source): Source {
  if (left.seen === right.seen) return right.isBefore ? right : left;
  return right.seen < left.seen ? right : left;
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
    return {
      index,
      prefix: each.prefix,
      steps: steps[Symbol.asyncIterator](),
      found: [],
      seen: place?.rest ?? '',
      isBefore: false,
    };
  });
  const restOf = ({ rowKey }: Found, { prefix }: Source): string => rowKey.slice(prefix.length);
  const sourceOf = ({ rowKey }: Found): Source => {
    const source = sources.find(({ prefix }) => rowKey.startsWith(prefix));
    if (source === undefined) throw new Error(`${loggedRow(rowKey)} is of no value that is merged`);
    return source;
  };
  await inParallel(sources, sources.length, async (source) => await readOn(source, context.budget));
  for (;;) {
    const lowest = sources.reduce(lower);
    const isUnseen = (rest: string): boolean => rest > lowest.seen || (lowest.isBefore && rest === lowest.seen);
    const ready = sources.flatMap((source) => {
      const count = source.found.findIndex((item) => isUnseen(restOf(item, source)));
      const items = source.found.splice(0, count < 0 ? source.found.length : count);
      return items.map((item) => ({ item, rest: restOf(item, source), index: source.index }));
    });
    ready.sort((left, right) => (left.rest < right.rest ? -1 : left.rest > right.rest ? 1 : left.index - right.index));
    const more = lowest.seen !== end;
    const here = ['merged', lowest.seen, String(lowest.isBefore ? -1 : sources.length)];
    yield {
      found: ready.map(({ item }) => item),
      more,
      seen: more ? lowest.seen : undefined,
      positionOf: (item) => ['merged', restOf(item, sourceOf(item)), String(sourceOf(item).index)],
      place: () => (more ? here : undefined),
      resume: () => Promise.resolve(more ? here : undefined),
    };
    if (!more) return;
    await readOn(lowest, context.budget);
  }
}
