import type { Position } from '../contract/entityQuery.ts';
import { isInScan, type KeyScan, nextRange, openSpan, wholeRange } from '../plan/keyScan.ts';
import { prefixBefore } from '../plan/mergedScans.ts';
import { maxValues } from '../plan/spansOf.ts';
import { foreignPosition, isRowKeyText } from './rowPosition.ts';
import type { Step, Walk, WalkContext } from './walk.ts';
import { placeOf } from './walkScan.ts';

/** What a place begins with of a walk whose values were learned; the values follow, then the place among the merged rows. */
const learned = 'values';

/** Most bytes of the values a place carries: links have an end. Those of a period take 16. */
const mostBytes = 128;

/** A scan, the part of it whose values are not known, and the place a page begins behind. */
interface Unlearned {
  readonly scan: KeyScan;
  readonly at: number;
  readonly after: Position | undefined;
}

/** How rows are walked, behind a place, once the values are known. */
interface Ways {
  /** Merged over the values, which the scan has in the place of the span. */
  readonly merge: (scan: KeyScan, after: Position | undefined) => Walk;
  /** Where they are too many. */
  readonly sort: (after: Position | undefined) => Walk;
}

/** The kind of a place, without the values a walk has learned. */
export function placeKind(place: Position | undefined): string | undefined {
  return place?.[0] === learned ? place[2] : place?.[0];
}

/**
 * Merges the rows of the few values of a part of which nothing, or a range, is demanded: one row tells each value, and the places behind
 * the first page carry them. Where they are many, the rows are sorted.
 */
export async function* walkLearned(
  context: WalkContext,
  { scan, at, after }: Unlearned,
  { merge, sort }: Ways,
): AsyncGenerator<Step, void, undefined> {
  const { prefix, spans } = scan;
  const values: KeyScan = { prefix, spans: [...spans.slice(0, at), spans[at] ?? openSpan] };
  const isSorted = after?.[0] === 'sorted';
  const texts = isSorted ? undefined : after === undefined ? await learn(context, values) : readTexts(values, after);
  if (texts === undefined) {
    yield* sort(after);
    return;
  }
  if (texts.length === 0) return;
  const told = toldOf(texts);
  const carried = (place: Position | undefined): Position | undefined => place && [learned, told, ...place];
  const known = { prefix, spans: [...spans.slice(0, at), { texts }, ...spans.slice(at + 1)] };
  for await (const step of merge(known, after?.slice(2))) {
    yield {
      ...step,
      positionOf: (item) => [learned, told, ...step.positionOf(item)],
      place: () => carried(step.place()),
      resume: async () => carried(await step.resume()),
    };
  }
}

/** Values as a place carries them. */
function toldOf(texts: readonly string[]): string {
  return texts.map((text) => `${text}!`).join('');
}

function areFew(texts: readonly string[]): boolean {
  return texts.length <= maxValues && Buffer.byteLength(toldOf(texts)) <= mostBytes;
}

/** The values of the last part of a scan, in order; undefined when they are more than are merged. */
async function learn(context: WalkContext, scan: KeyScan): Promise<readonly string[] | undefined> {
  const before = prefixBefore(scan, scan.spans.length - 1);
  const texts: string[] = [];
  for (let range = nextRange(scan, wholeRange(scan).from); range !== undefined;) {
    const first = await placeOf(context, range);
    if (first === undefined) break;
    const { rowKey } = first;
    const end = rowKey.indexOf('!', before.length);
    texts.push(rowKey.slice(before.length, end));
    if (!areFew(texts)) return undefined;
    // Behind everything that begins with the value.
    range = nextRange(scan, `${rowKey.slice(0, end)}"`);
  }
  return texts;
}

/** The values a place carries; throws a 400 for what are none of the scan. */
function readTexts(scan: KeyScan, [kind, told = '']: Position): readonly string[] {
  if (kind !== learned || !told.endsWith('!') || !isRowKeyText(told)) throw foreignPosition();
  const before = prefixBefore(scan, scan.spans.length - 1);
  const texts = told.slice(0, -1).split('!');
  const areValues = texts.every((text, at) => (texts[at - 1] ?? '') <= text && isInScan(scan, `${before}${text}!`));
  if (!areFew(texts) || !areValues || new Set(texts).size < texts.length) throw foreignPosition();
  return texts;
}
