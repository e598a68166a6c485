import type { IndexLayout, PartLayout } from '../keys/indexKey.ts';
import { type KeyScan, openSpan, type PartSpan } from './keyScan.ts';
import type { Bound, PropertyConstraint } from './propertyConstraint.ts';

/** Most values of a part that are looked up one by one; more are read from the lowest to the highest. */
export const maxValues = 12;

/** The scan of an index for constraints, and how much of them it takes care of. */
export interface IndexSpans {
  readonly scan: KeyScan;
  /** Properties whose constraints hold for every row of the scan. */
  readonly implied: ReadonlySet<string>;
  /** Parts at the beginning that have one of a few values. */
  readonly equalities: number;
  /** How narrow the span behind them is: 0 for open to 3 for bounded on both sides. */
  readonly narrowness: number;
}

interface Narrowed {
  readonly span: PartSpan;
  readonly isExact: boolean;
  readonly narrowness: number;
}

/** Lays constraints out over the parts of an index. */
export function spansOf(
  { prefix, parts }: IndexLayout,
  of: (property: string) => PropertyConstraint | undefined,
): IndexSpans {
  const implied = new Set<string>();
  const spans: PartSpan[] = [];
  let equalities = 0;
  let narrowness = 0;
  let used = 1;
  for (const [at, part] of parts.entries()) {
    const constraint = of(part.property);
    const narrowed = constraint && spanOf(part, constraint);
    const isStep = spans.length > equalities;
    // That a part is not null is not worth stepping to.
    const isUsed = narrowed !== undefined && (!isStep || narrowed.narrowness > 1);
    spans.push(isUsed ? narrowed.span : openSpan);
    if (!isUsed) continue;
    used = at + 1;
    if (narrowed.isExact) implied.add(part.property);
    if (isStep) continue;
    if ('texts' in narrowed.span) equalities += 1;
    else ({ narrowness } = narrowed);
  }
  return { scan: { prefix, spans: spans.slice(0, used) }, implied, equalities, narrowness };
}

function spanOf(part: PartLayout, { values, notNull, lower, upper }: PropertyConstraint): Narrowed {
  if (values !== undefined) {
    const texts = [...new Set(values.map((value) => part.textOf(value)))].sort(ordinal);
    if (texts.length <= maxValues) {
      return { span: { texts }, isExact: !texts.some((text) => part.isCut(text)), narrowness: 4 };
    }
    return { span: { from: `${texts[0] ?? ''}!`, to: `${texts.at(-1) ?? ''}"` }, isExact: false, narrowness: 3 };
  }
  const [first, last] = part.newestFirst ? [upper, lower] : [lower, upper];
  const cuts = [first, last].some((bound) => bound !== undefined && part.isCut(part.textOf(bound.value)));
  const start = first === undefined ? (notNull ? '=' : '') : edge(part, first, '!', '"');
  const end = last === undefined ? (notNull ? '>' : '\u00a1') : edge(part, last, '"', '!');
  const narrowness = first && last ? 3 : (first ?? last) ? 2 : 1;
  return { span: { from: start, to: end }, isExact: !cuts, narrowness };
}

/** Where the rows of a bound begin or end; rows of other values stand among those of a value that was cut. */
function edge(part: PartLayout, { value, inclusive }: Bound, included: string, excluded: string): string {
  const text = part.textOf(value);
  return text + (inclusive || part.isCut(text) ? included : excluded);
}

function ordinal(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
