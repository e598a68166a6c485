import { strip, type DayState } from '../chart/strip.ts';
import { htmlElement } from '../page/elements.ts';

const states: readonly (readonly [DayState, string])[] = [
  ['there', 'kept'],
  ['hole', 'missing'],
  ['due', 'not published yet'],
  ['none', 'before the first'],
];

/** What the cells of a strip mean. */
export function coverageKey(): HTMLElement {
  const items = states.map(([state, text]) => htmlElement('span', {}, strip([state]), text));
  return htmlElement('p', { class: 'key' }, ...items);
}
