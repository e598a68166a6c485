import type { Choices } from '../page/address.ts';
import { htmlElement } from '../page/elements.ts';
import { withoutChoices } from '../page/withoutChoices.ts';
import { spanWords } from './span.ts';

/** What the choices of a report offer. */
export interface ChoiceBarInput {
  readonly choices: Choices;
  readonly periods: readonly string[];
  readonly period: string | undefined;
  /** Undefined for a report without kinds; empty until they are read. */
  readonly kinds: readonly string[] | undefined;
  readonly kind: string | undefined;
  /** What a kind is called. */
  readonly kindLabel: string;
  /** Whether days can be put together and compared. */
  readonly hasDays: boolean;
  readonly onChoice: (changed: Choices) => void;
}

const dates = 'dates';

function select(
  id: string,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  value: string,
  onChoice: (value: string) => void,
): HTMLElement {
  const element = htmlElement(
    'select',
    { id },
    ...options.map(([key, text]) => htmlElement('option', { value: key }, text)),
  );
  element.value = value;
  element.addEventListener('change', () => onChoice(element.value));
  return htmlElement('div', { class: 'field' }, htmlElement('label', { for: id }, label), element);
}

/** The kinds; there before they are read, and of one width, so that the field moves nothing when they come. */
function kindField({ choices, kinds, kind, kindLabel, onChoice }: ChoiceBarInput): readonly HTMLElement[] {
  if (kinds === undefined) return [];
  const chosen = kind ?? choices.kind;
  const shown = [...(chosen === undefined || kinds.includes(chosen) ? [] : [chosen]), ...kinds];
  const field = select(
    'kind',
    kindLabel,
    shown.map((name) => [name, name] as const),
    chosen ?? '',
    (value) => onChoice({ ...choices, kind: value }),
  );
  const control = field.querySelector('select');
  if (control !== null) control.disabled = shown.length < 2;
  return [field];
}

/** Two dates of one's own. */
function dateFields({ choices, onChoice }: ChoiceBarInput): HTMLElement {
  const field = (id: string, label: string, value: string | undefined): HTMLInputElement => {
    const input = htmlElement('input', { type: 'date', id, required: '', 'aria-label': label });
    input.value = value ?? '';
    return input;
  };
  const [from, to] = [field('from', 'From', choices.from), field('to', 'To', choices.to)];
  const show = htmlElement('button', { type: 'button', id: 'showDates' }, 'Show');
  show.addEventListener('click', () => {
    to.setCustomValidity(
      from.value !== '' && to.value !== '' && from.value > to.value ? 'The first day is after the last.' : '',
    );
    if (!from.reportValidity() || !to.reportValidity()) return;
    onChoice({ ...withoutChoices(choices, 'last'), from: from.value, to: to.value });
  });
  return htmlElement('div', { class: 'field dates' }, from, ' to ', to, show);
}

function spans(input: ChoiceBarInput): readonly HTMLElement[] {
  const { choices, onChoice } = input;
  const chosen = choices.from === undefined ? (choices.last ?? '90d') : dates;
  const fields = dateFields(input);
  fields.hidden = chosen !== dates;
  const options = [
    ...Object.entries(spanWords).map(([value, [text]]) => [value, text] as const),
    [dates, 'Dates …'] as const,
  ];
  const labels = options.map(([value, text]) => {
    const radio = htmlElement('input', { type: 'radio', name: 'last', value, id: `last-${value}` });
    radio.checked = value === chosen;
    radio.addEventListener('change', () => {
      fields.hidden = value !== dates;
      if (value === dates) return;
      const rest = withoutChoices(choices, 'last', 'from', 'to', ...(value === 'all' ? (['against'] as const) : []));
      onChoice(value === '90d' ? rest : { ...rest, last: value });
    });
    return htmlElement('label', {}, radio, htmlElement('span', {}, text));
  });
  const set = htmlElement(
    'fieldset',
    { class: 'segments' },
    htmlElement('legend', {}, 'Days'),
    htmlElement('div', {}, ...labels),
  );
  return [set, fields];
}

/** The choices of a report: each gives an address, and none asks for more than it needs. */
export function choiceBar(input: ChoiceBarInput): HTMLElement {
  const { choices, periods, period, hasDays, onChoice } = input;
  const put = (name: 'by' | 'against' | 'period', value: string, usual: string | undefined): void =>
    onChoice(value === usual ? withoutChoices(choices, name) : { ...withoutChoices(choices, name), [name]: value });
  const usualPeriod = periods.includes('30') ? '30' : periods[0];
  return htmlElement(
    'div',
    { class: 'tools', role: 'group', 'aria-label': 'What is shown' },
    ...spans(input),
    ...(hasDays
      ? [
          select(
            'by',
            'Shown by',
            [
              ['day', 'day'],
              ['week', 'week'],
              ['month', 'month'],
            ],
            choices.by ?? 'day',
            (value) => put('by', value, 'day'),
          ),
        ]
      : []),
    ...(choices.last === 'all'
      ? []
      : [
          select(
            'against',
            'Against',
            [
              ['none', 'nothing'],
              ['before', 'the span before'],
              ['year', 'the year before'],
            ],
            choices.against ?? 'none',
            (value) => put('against', value, 'none'),
          ),
        ]),
    ...(periods.length < 2 || period === undefined
      ? []
      : [
          select(
            'period',
            'Counted over',
            periods.map((days) => [days, days === 'ALL' ? 'all' : `${days} days`]),
            period,
            (value) => put('period', value, usualPeriod),
          ),
        ]),
    ...kindField(input),
  );
}
