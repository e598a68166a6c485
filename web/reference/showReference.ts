import { htmlElement } from '../page/elements.ts';
import { reportMatches, type ReportList } from '../page/reportList.ts';
import { operationForm, type PlacedOperation, type ReferenceContext } from './operationForm.ts';
import { referenceGroups, type ReferencePart } from './referenceGroups.ts';

/** The operation somebody new tries first. */
const first = { method: 'patch', path: "/v1.0/office365ActiveUserCounts('{id}')" } as const;

const heading = ({ method, path, operation }: PlacedOperation): readonly Node[] => [
  htmlElement('b', { class: `method ${method}` }, method.toUpperCase()),
  htmlElement('code', {}, path),
  htmlElement('span', { class: 'quiet small' }, operation.summary ?? ''),
];

/** What is made when it is opened for the first time. */
function lazy(className: string, summary: readonly (Node | string)[], make: () => readonly Node[]): HTMLDetailsElement {
  const details = htmlElement('details', { class: className }, htmlElement('summary', {}, ...summary));
  details.addEventListener('toggle', () => details.append(...make()), { once: true });
  return details;
}

function operationsOf({ document }: ReferenceContext, { owns }: ReferencePart): readonly PlacedOperation[] {
  return Object.entries(document.paths)
    .filter(([path]) => owns(path))
    .flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ method, path, operation })));
}

function partDetails(context: ReferenceContext, part: ReferencePart): HTMLElement {
  const { title, set } = part;
  const name = set === '' ? [] : [htmlElement('code', { class: 'quiet small' }, set)];
  return lazy('part', [htmlElement('span', {}, title), ...name], () =>
    operationsOf(context, part).map((placed) =>
      lazy('placed', heading(placed), () => [operationForm(context, placed)]),
    ),
  );
}

function startHere(context: ReferenceContext): readonly Node[] {
  const operation = context.document.paths[first.path]?.[first.method];
  if (operation === undefined) return [];
  const placed = { ...first, operation };
  return [
    htmlElement(
      'section',
      { id: 'start', 'aria-labelledby': 'startTitle' },
      htmlElement('h2', { id: 'startTitle' }, 'Start here: write one row'),
      htmlElement('p', { class: 'placed-line' }, ...heading(placed)),
      operationForm(context, placed),
    ),
  ];
}

/** Shows the reference: where to start, then everything by service, closed. */
export function showReference(place: HTMLElement, context: ReferenceContext, list: ReportList): void {
  const input = htmlElement('input', { type: 'search', id: 'find' });
  const status = htmlElement('p', { class: 'small quiet', role: 'status' });
  const groups = htmlElement('div');
  function draw(): void {
    const isWanted = ({ report, title }: ReferencePart): boolean =>
      report === undefined
        ? title.toLowerCase().includes(input.value.toLowerCase())
        : reportMatches(report, input.value);
    const isAll = input.value.trim() === '';
    let count = 0;
    const shown = referenceGroups(list, context.document).flatMap(({ name, parts }) => {
      const found = parts.filter((part) => isAll || isWanted(part));
      count += found.length;
      if (found.length === 0) return [];
      const details = lazy(
        'group',
        [htmlElement('span', {}, name), htmlElement('span', { class: 'quiet small' }, `${found.length}`)],
        () => found.map((part) => partDetails(context, part)),
      );
      details.open = !isAll;
      return [details];
    });
    groups.replaceChildren(...shown);
    status.textContent = isAll ? '' : `${count} found`;
  }
  input.addEventListener('input', draw);
  draw();
  place.replaceChildren(
    ...startHere(context),
    htmlElement(
      'section',
      { id: 'all', 'aria-labelledby': 'allTitle' },
      htmlElement(
        'div',
        { class: 'bar-of-section' },
        htmlElement('h2', { id: 'allTitle' }, 'Everything, by service'),
        htmlElement('div', {}, htmlElement('label', { for: 'find' }, 'Find '), input),
      ),
      status,
      groups,
    ),
  );
}
