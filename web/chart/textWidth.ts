import type { TextKind } from './textKind.ts';

const fonts: Readonly<Record<TextKind, string>> = { label: '600 13px', figure: '400 13px', axis: '400 12px' };
let context: CanvasRenderingContext2D | null | undefined;
let family: string | undefined;

/** The width of a text in CSS pixels, in the font of the page. */
export function textWidth(text: string, kind: TextKind): number {
  context ??= document.createElement('canvas').getContext('2d');
  family ??= getComputedStyle(document.body).fontFamily;
  if (context === null) return text.length * 8;
  context.font = `${fonts[kind]} ${family}`;
  return context.measureText(text).width;
}
