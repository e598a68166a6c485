import { htmlElement } from './elements.ts';

/** A grey block of the size of what will stand there, so that nothing moves when it comes. */
export function skeleton(kind: 'line' | 'lead' | 'huge' | 'chart' | 'table'): HTMLElement {
  return htmlElement('div', { class: `skeleton ${kind}-skeleton`, 'aria-hidden': 'true' });
}
