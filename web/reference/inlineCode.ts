import { htmlElement } from '../page/elements.ts';

/** A text of the document, in which code stands between backticks. */
export function inlineCode(text: string): readonly (Node | string)[] {
  return text.split('`').map((piece, at) => (at % 2 === 1 ? htmlElement('code', {}, piece) : piece));
}
