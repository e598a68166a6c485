import type { ListedReport } from '../../shared/service/listedReport.ts';
import { reportAddress, type Choices } from '../page/address.ts';
import { htmlElement } from '../page/elements.ts';
import { withoutChoices } from '../page/withoutChoices.ts';
import type { Question } from './questionsOf.ts';

/** What can be chosen of a detail. */
export interface DetailControlsInput {
  readonly report: ListedReport;
  readonly questions: readonly Question[];
  readonly choices: Choices;
  readonly periods: readonly string[];
  readonly period: string | undefined;
  /** The text that is looked for: never in the address. */
  readonly wanted: string;
  readonly onChoice: (changed: Choices) => void;
  readonly onFind: (text: string) => void;
}

function chip(id: string | undefined, text: string, { report, choices, onChoice }: DetailControlsInput): HTMLElement {
  const rest = withoutChoices(choices, 'show');
  const changed = id === undefined ? rest : { ...rest, show: id };
  const link = htmlElement(
    'a',
    {
      id: `show-${id ?? 'all'}`,
      href: reportAddress(report.set, changed),
      'aria-current': choices.show === id ? 'true' : undefined,
    },
    text,
  );
  link.addEventListener('click', (event) => {
    event.preventDefault();
    onChoice(changed);
  });
  return htmlElement('li', {}, link);
}

function finder({ wanted, onFind }: DetailControlsInput): HTMLElement {
  const input = htmlElement('input', { id: 'find', type: 'search', placeholder: 'Name or address' });
  input.value = wanted;
  const form = htmlElement(
    'form',
    { class: 'buttons', role: 'search' },
    htmlElement('label', { for: 'find', class: 'hide' }, 'Name or address'),
    input,
    htmlElement('button', { type: 'submit', id: 'findButton' }, 'Find'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    onFind(input.value);
  });
  return form;
}

/** The choices of a detail: a text to find, ready questions, the period. */
export function detailControls(input: DetailControlsInput): HTMLElement {
  const { questions, choices, periods, period, onChoice } = input;
  const select = htmlElement(
    'select',
    { id: 'period' },
    ...periods.map((days) => htmlElement('option', { value: days }, days === 'ALL' ? 'all' : `${days} days`)),
  );
  select.value = period ?? '';
  select.addEventListener('change', () => {
    const rest = withoutChoices(choices, 'period');
    onChoice(select.value === '30' ? rest : { ...rest, period: select.value });
  });
  return htmlElement(
    'div',
    { class: 'tools', role: 'group', 'aria-label': 'What is shown' },
    finder(input),
    ...(periods.length < 2
      ? []
      : [
          htmlElement(
            'div',
            { class: 'field beside' },
            htmlElement('label', { for: 'period' }, 'Counted over'),
            select,
          ),
        ]),
    ...(questions.length === 0
      ? []
      : [
          htmlElement(
            'div',
            {},
            htmlElement('p', { class: 'small quiet', id: 'askTitle' }, 'Show'),
            htmlElement(
              'ul',
              { class: 'chips', 'aria-labelledby': 'askTitle' },
              chip(undefined, 'all', input),
              ...questions.map(({ id, text }) => chip(id, text, input)),
            ),
          ),
        ]),
  );
}
