import type { Position } from '../contract/entityQuery.ts';
import { isInScan, type KeyScan, nextRange, wholeRange } from '../plan/keyScan.ts';
import { anyText, maxPieces, pieceOf } from '../plan/partSpan.ts';
import { prefixBefore } from '../plan/mergedScans.ts';
import { foreignPosition, isRowKeyText } from './rowPosition.ts';
import type { Step, Walk, WalkContext } from './walk.ts';
import { placeOf } from './walkScan.ts';

/** What a place begins with of a walk whose values were learned; the values follow, then the place among the merged rows. */
const learned = 'values';

/** The same of a page that ended while values were learned, those that are known so far. */
const learning = 'learning';

/** Most bytes of the values a place carries: links have an end. Those of a period take 16. */
const mostBytes = 128;

/** A scan, the part of it whose values are not known, and the place a page begins behind. */
interface Unlearned {
  readonly scan: KeyScan;
  readonly at: number;
  readonly after: Position | undefined;
  /** False for a text that cannot be merged over. */
  readonly mayMerge: (text: string) => boolean;
}

/** How rows are walked, behind a place, once the values are known. */
interface Ways {
  /** Merged over the values, which the scan has in the place of the span. */
  readonly merge: (scan: KeyScan, after: Position | undefined) => Walk;
  /** Where they are too many. */
  readonly sort: (after: Position | undefined) => Walk;
}

/**
 * Merges the rows of the few values of a part of which nothing, or a range, is demanded: one row tells each value, and the places behind
 * the first page carry them. Where they are many, the rows are sorted.
 */
export async function* walkLearned(
  context: WalkContext,
  { scan, at, after, mayMerge }: Unlearned,
  { merge, sort }: Ways,
): AsyncGenerator<Step, void, undefined> {
  const { prefix, spans } = scan;
  const values: KeyScan = { prefix, spans: [...spans.slice(0, at), spans[at] ?? [anyText]] };
  const kind = after?.[0];
  const texts = kind === learned || kind === learning ? readTexts(values, after?.[1] ?? '') : [];
  if (after === undefined || (kind === learning && after.length === 2)) {
    for await (const text of learn(context, values, texts.at(-1))) {
      texts.push(text);
      if (!areFew(texts) || !mayMerge(text)) {
        yield* sort(undefined);
        return;
      }
      yield unfinished([learning, toldOf(texts)]);
    }
  } else if (kind !== learned) {
    yield* sort(after);
    return;
  }
  if (texts.length === 0) return;
  const told = toldOf(texts);
  const carried = (place: Position | undefined): Position | undefined => place && [learned, told, ...place];
  const known = { prefix, spans: [...spans.slice(0, at), texts.map(pieceOf), ...spans.slice(at + 1)] };
  for await (const step of merge(known, kind === learned ? after?.slice(2) : undefined)) {
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
  return texts.length <= maxPieces && Buffer.byteLength(toldOf(texts)) <= mostBytes;
}

/** A step that ends a page only where its budget does. */
function unfinished(place: Position): Step {
  return { found: [], more: true, positionOf: () => place, place: () => place, resume: () => Promise.resolve(place) };
}

/** The values of the last part of a scan behind one, in order: a row for each. */
async function* learn(context: WalkContext, scan: KeyScan, behind?: string): AsyncGenerator<string, void, undefined> {
  const before = prefixBefore(scan, scan.spans.length - 1);
  // Behind everything that begins with the value.
  let from = behind === undefined ? wholeRange(scan).from : `${before}${behind}"`;
  for (let range = nextRange(scan, from); range !== undefined; range = nextRange(scan, from)) {
    const first = await placeOf(context, range);
    if (first === undefined) {
      from = range.to;
      continue;
    }
    const { rowKey } = first;
    const end = rowKey.indexOf('!', before.length);
    yield rowKey.slice(before.length, end);
    from = `${rowKey.slice(0, end)}"`;
  }
}

/** The values a place carries; throws a 400 for what are none of the scan. */
function readTexts(scan: KeyScan, told: string): string[] {
  if (!told.endsWith('!') || !isRowKeyText(told)) throw foreignPosition();
  const before = prefixBefore(scan, scan.spans.length - 1);
  const texts = told.slice(0, -1).split('!');
  const areValues = texts.every((text, at) => (texts[at - 1] ?? '') <= text && isInScan(scan, `${before}${text}!`));
  if (!areFew(texts) || !areValues || new Set(texts).size < texts.length) throw foreignPosition();
  return texts;
}
