import { cutKey } from '../plan/cutKey.ts';
import { type KeyScan, wholeRange } from '../plan/keyScan.ts';
import { lanes } from '../rows/lanes.ts';
import type { RowPosition } from './rowPosition.ts';
import type { Step, WalkContext } from './walk.ts';
import { walkScan } from './walkScan.ts';

/** Most parts that are read at the same time. */
const mostParts = 4;

/** Most cuts of a range: each costs up to two requests, of which the one may find nothing. */
const mostCuts = 32;

/** Row keys up to `to`, read in their order. */
interface Part {
  to: string;
  steps: AsyncIterator<Step, void>;
  /** The part this one was cut from, until more than one answer was read of it. */
  cutFrom: Part | undefined;
  /** How many parts were cut from it, one after the other, that came to no more than an answer. */
  misses: number;
}

/** An answer that left a part unfinished: the last row it showed, and where storage stands. */
type Answered = Pick<Step, 'seen'> & Required<Pick<Step, 'standing'>>;

interface Read {
  readonly part: Part;
  readonly step: Step | undefined;
}

/**
 * Walks all rows of a scan once, in no order, in up to 4 parts side by side: whenever an answer leaves a part unfinished and
 * fewer are under way, what is left of it is cut in two. So a scan of one answer is one request, and how row keys are spread
 * need not be known. In one part at a time after storage has throttled the request.
 */
export async function* walkParts(
  context: WalkContext,
  scan: KeyScan,
  start: RowPosition = { rowKey: wholeRange(scan).from, exclusive: false },
  end: string = wholeRange(scan).to,
): AsyncGenerator<Step, void, undefined> {
  const { partition, budget } = context;
  const over = new AbortController();
  const scope = { ...context.scope, signal: AbortSignal.any([context.scope.signal, over.signal]) };
  const mayBegin = (): void => {
    over.signal.throwIfAborted();
    budget.begin();
  };
  const inParts = { ...context, scope, budget: { ...budget, begin: mayBegin } };
  const lane = lanes(partition, scope, mayBegin);
  const reading = new Map<Part, Promise<Read>>();
  let [parts, cuts] = [0, 0];

  const walkOf = (start: RowPosition, before: string): AsyncIterator<Step, void> =>
    walkScan({ ...inParts, partition: lane() }, scan, start, before)[Symbol.asyncIterator]();
  const read = (part: Part, behind?: Step): void => {
    const next = readOn(part, behind);
    // What fails when nobody waits for it any more is not missed.
    next.catch(() => undefined);
    reading.set(part, next);
  };
  const begin = (start: RowPosition, before: string, cutFrom?: Part): void => {
    parts += 1;
    read({ to: before, steps: walkOf(start, before), cutFrom, misses: 0 });
  };
  async function readOn(part: Part, behind: Step | undefined): Promise<Read> {
    const standing = behind?.standing;
    if (standing !== undefined) {
      if (part.cutFrom !== undefined) part.cutFrom.misses = 0;
      part.cutFrom = undefined;
      const mayCut = parts < mostParts && cuts < mostCuts && scope.usage.throttled !== true;
      if (mayCut) await cutRest(part, { seen: behind?.seen, standing });
    }
    const { value } = await part.steps.next();
    return { part, step: value ?? undefined };
  }
  async function cutRest(part: Part, { seen, standing }: Answered): Promise<void> {
    // Nobody else takes the place meanwhile.
    parts += 1;
    cuts += 1;
    const known = seen === undefined ? await standing() : undefined;
    const at = seen ?? known?.rowKey;
    const cut = at === undefined ? undefined : cutKey({ from: at, to: part.to }, part.misses);
    parts -= 1;
    if (cut === undefined) return;
    begin({ rowKey: cut, exclusive: false }, part.to, part);
    part.to = cut;
    part.steps = walkOf(known ?? (await standing()), cut);
  }

  try {
    begin(start, end);
    while (reading.size > 0) {
      const { part, step } = await Promise.race(reading.values());
      reading.delete(part);
      const goesOn = step?.more === true;
      if (!goesOn) {
        parts -= 1;
        if (part.cutFrom !== undefined) part.cutFrom.misses += 1;
      }
      if (step !== undefined) yield { ...step, more: goesOn || reading.size > 0 };
      if (goesOn) read(part, step);
    }
  } finally {
    // What is under way is neither gone on with nor repeated.
    over.abort();
  }
}
