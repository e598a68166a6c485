import { swatch } from '../chart/swatch.ts';
import { lineSlotCount } from '../chart/lineSlots.ts';
import { dateText } from '../figures/dates.ts';
import { numberTextOf, signedText } from '../figures/numberText.ts';
import { htmlElement } from '../page/elements.ts';
import { isState, type LineFigures } from './lineFigures.ts';

/** What the table of lines shows. */
export interface LinesTableInput {
  readonly lines: readonly LineFigures[];
  /** Colours of the lines that are drawn. */
  readonly slots: ReadonlyMap<string, string>;
  /** The span in words, such as "90 days". */
  readonly span: string;
  /** What the span is compared with, in words; undefined where it is not. */
  readonly against: string | undefined;
  /** Days back of the newest change. */
  readonly step: number;
  readonly onToggle: (name: string, isShown: boolean) => void;
}

/** A head of two lines. */
const head = (first: string, second: string): HTMLElement =>
  htmlElement('th', { scope: 'col', class: 'number' }, first, htmlElement('br'), second);

function headsOf({ lines, span, against, step }: LinesTableInput): readonly HTMLElement[] {
  const states = lines.filter(({ column }) => isState(column)).length;
  const isAllState = states === lines.length;
  return [
    htmlElement('th', { scope: 'col' }, 'Shown'),
    isAllState ? head('Newest', 'date') : head('Last 7 days,', states === 0 ? 'on a day' : 'on a day or newest'),
    isAllState ? head(`to ${step} days`, 'before') : head('to the 7 days', 'before'),
    isAllState ? head('First', 'shown') : head(`${span.charAt(0).toUpperCase()}${span.slice(1)},`, 'on a day'),
    ...(against === undefined ? [] : [head('to the', against)]),
    htmlElement('th', { scope: 'col', class: 'number' }, isAllState ? 'Highest' : 'Highest day'),
  ];
}

function rowOf(line: LineFigures, { slots, against, onToggle }: LinesTableInput): HTMLElement {
  const { column, lately, change, whole, wholeChange, highest } = line;
  const text = numberTextOf(column);
  const slot = slots.get(column.name);
  const box = htmlElement('input', { type: 'checkbox', id: `line-${column.name}` });
  box.checked = slot !== undefined;
  box.disabled = slot === undefined && slots.size >= lineSlotCount;
  if (box.disabled) box.title = `At most ${lineSlotCount} lines are shown`;
  box.addEventListener('change', () => onToggle(column.name, box.checked));
  const number = (...children: readonly (Node | string)[]): HTMLElement =>
    htmlElement('td', { class: 'number' }, ...children);
  const best =
    highest === undefined
      ? ['–']
      : [`${text.full(highest.value)}, `, htmlElement('span', { class: 'quiet' }, dateText(highest.date, 'dayMonth'))];
  return htmlElement(
    'tr',
    {},
    htmlElement('th', { scope: 'row' }, htmlElement('label', { class: 'check' }, box, swatch(slot), column.label)),
    number(text.full(lately)),
    number(signedText(change)),
    number(text.full(whole)),
    ...(against === undefined ? [] : [number(signedText(wholeChange))]),
    number(...best),
  );
}

/** The lines with their figures, each with a box to show it; lines without any figure are named behind their number. */
export function linesTable(input: LinesTableInput): HTMLElement {
  const withFigures = input.lines.filter(({ highest }) => highest !== undefined);
  const without = input.lines.filter(({ highest }) => highest === undefined);
  return htmlElement(
    'section',
    { 'aria-labelledby': 'linesTitle' },
    htmlElement('h2', { id: 'linesTitle' }, 'Lines'),
    htmlElement(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table of the lines' },
      htmlElement(
        'table',
        {},
        htmlElement('thead', {}, htmlElement('tr', {}, ...headsOf({ ...input, lines: withFigures }))),
        htmlElement('tbody', {}, ...withFigures.map((line) => rowOf(line, input))),
      ),
    ),
    ...(without.length === 0
      ? []
      : [
          htmlElement(
            'details',
            { class: 'small' },
            htmlElement('summary', {}, `${without.length} without figures`),
            htmlElement('p', {}, without.map(({ column }) => column.label).join(', ')),
          ),
        ]),
  );
}
