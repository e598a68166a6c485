import type { KeyRange } from '../keys/keyRange.ts';
import { behindAllKeys } from '../rows/keyEncoding.ts';

/** From `from` (inclusive) to `to` (exclusive), of a part and all that follows it. */
export interface Piece extends KeyRange {
  /** The text of the part, where the piece is that of one. */
  readonly text?: string;
  /** More of them than are read one by one, in order, where the piece is from the first to the last. */
  readonly within?: PartSpan;
}

/** Most pieces of a part that are read one by one; more are read from the lowest to the highest, but for what an answer ends before. */
export const maxPieces = 12;

/** What the texts of one part may be, as row keys hold them: at least one piece, in order. */
export type PartSpan = readonly Piece[];

/** The piece of a part of which nothing is demanded: no text begins with anything behind `~`. */
export const anyText: Piece = { from: '', to: '\u00a1' };

/** The piece of all keys. */
export const anyKey: Piece = { from: '', to: behindAllKeys };

/** The piece of one text. */
export function pieceOf(text: string): Piece {
  return { text, from: `${text}!`, to: `${text}"` };
}

/** True when each piece is that of one text. */
export function isOfTexts(span: PartSpan): boolean {
  return span.every(({ text }) => text !== undefined);
}
