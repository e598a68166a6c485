import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { IndexLayout, PartLayout } from '../keys/indexKey.ts';
import type { KeyScan } from './keyScan.ts';
import { anyText, isOfTexts, maxPieces, type PartSpan, type Piece, pieceOf } from './partSpan.ts';
import { endsOf, type ValueSet } from './valueSet.ts';
import { type Cut, valueIn, type ValueRange } from './valueRange.ts';

/** The scan of an index for constraints, and how much of them it takes care of. */
export interface IndexSpans {
  readonly scan: KeyScan;
  /** Properties whose constraints hold for every row of the scan. */
  readonly implied: ReadonlySet<string>;
  /** A disjunction that does. */
  readonly told?: TypedExpression;
  /** Parts at the beginning that have one of a few values. */
  readonly equalities: number;
  /** How narrow the span behind them is: 0 for open to 3 for what has two ends. */
  readonly narrowness: number;
}

interface Narrowed {
  readonly span: PartSpan;
  readonly isExact: boolean;
  readonly narrowness: number;
}

/** Lays constraints out over the parts of an index. */
export function spansOf({ prefix, parts }: IndexLayout, of: (property: string) => ValueSet | undefined): IndexSpans {
  const implied = new Set<string>();
  const spans: PartSpan[] = [];
  let equalities = 0;
  let narrowness = 0;
  let used = 1;
  for (const [at, part] of parts.entries()) {
    const values = of(part.property);
    const narrowed = values && spanOf(part, values);
    const isStep = spans.length > equalities;
    // All values but a few, or null, are not worth stepping to.
    const isUsed = narrowed !== undefined && (!isStep || narrowed.narrowness > 1);
    spans.push(isUsed ? narrowed.span : [anyText]);
    if (!isUsed) continue;
    used = at + 1;
    if (narrowed.isExact) implied.add(part.property);
    if (isStep) continue;
    if (isOfTexts(narrowed.span)) equalities += 1;
    else ({ narrowness } = narrowed);
  }
  return { scan: { prefix, spans: spans.slice(0, used) }, implied, equalities, narrowness };
}

function spanOf(part: PartLayout, values: ValueSet): Narrowed {
  const ranges = part.newestFirst ? values.toReversed() : values;
  const given = ranges.map((range) => pieceIn(part, range));
  const pieces = joined(given.map(({ piece }) => piece));
  const span = fewPieces(pieces);
  const narrowness = isOfTexts(span) ? 4 : 1 + endsOf(values);
  return { span, isExact: span === pieces && !given.some(({ isCut }) => isCut), narrowness };
}

/** The pieces or, where they are many, one from the first to the last. */
export function fewPieces(pieces: PartSpan): PartSpan {
  const [first, last] = [pieces[0], pieces.at(-1)];
  return pieces.length <= maxPieces ? pieces : [{ from: first?.from ?? '', to: last?.to ?? '', within: pieces }];
}

/** The piece of a range, and whether it has rows of other values, because one was cut. */
function pieceIn(part: PartLayout, range: ValueRange): { readonly piece: Piece; readonly isCut: boolean } {
  const value = valueIn(range);
  if (value !== undefined) {
    const text = part.textOf(value);
    return { piece: pieceOf(text), isCut: part.isCut(text) };
  }
  const [first, last] = part.newestFirst ? [range.to, range.from] : [range.from, range.to];
  const [from, to] = [edge(part, first, '!'), edge(part, last, '"')];
  const piece = { from: from?.at ?? anyText.from, to: to?.at ?? anyText.to };
  return { piece, isCut: from?.isCut === true || to?.isCut === true };
}

/** Where the rows of a range begin or end; rows of other values stand among those of a value that was cut. */
function edge(part: PartLayout, cut: Cut | undefined, outermost: '!' | '"') {
  if (cut === undefined) return undefined;
  const text = part.textOf(cut.value);
  const isCut = part.isCut(text);
  const isBehind = cut.isBehind !== part.newestFirst;
  return { at: text + (isCut ? outermost : isBehind ? '"' : '!'), isCut };
}

/** Pieces that have texts in common, because values were cut, as one. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const apart: Piece[] = [];
  for (const piece of pieces) {
    const last = apart.at(-1);
    if (last === undefined || piece.from >= last.to) apart.push(piece);
    else if (piece.text === undefined || piece.text !== last.text)
      apart[apart.length - 1] = { from: last.from, to: piece.to > last.to ? piece.to : last.to };
  }
  return apart;
}
