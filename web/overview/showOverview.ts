import { readBatch, type PartAnswer } from '../api/readBatch.ts';
import { readRows } from '../api/readRows.ts';
import { ServiceError } from '../api/serviceError.ts';
import { dateOfToday, dateText, dateTimeText } from '../figures/dates.ts';
import { dailyRangeOf } from '../figures/daily.ts';
import { rowText } from '../figures/row.ts';
import type { ViewContext } from '../page/context.ts';
import { htmlElement } from '../page/elements.ts';
import { emptyService } from '../page/emptyService.ts';
import { note } from '../page/note.ts';
import { problemBox } from '../page/problemBox.ts';
import { showProblem } from '../page/showProblem.ts';
import { skeleton } from '../page/skeleton.ts';
import { source } from '../page/source.ts';
import { appBarPanel, deviceBarPanel, quotaBarPanel } from './barPanels.ts';
import { coveragePanel, coverageRun, coverageWarning } from './coveragePanel.ts';
import { dailyPanel } from './dailyPanel.ts';
import { namesPanel } from './namesPanel.ts';
import type { OverviewPanel } from './overviewPanel.ts';
import { overviewParts, type PartName, type PartRows } from './overviewParts.ts';
import { reachPanel } from './reachPanel.ts';
import { servicesPanel } from './servicesPanel.ts';
import { storagePanel } from './storagePanel.ts';

type Answers = Record<PartName, PartAnswer>;

/** The panels in groups that share a place. */
const layout: readonly (readonly [className: string, label: string, panels: readonly OverviewPanel[]])[] = [
  ['hero', 'Active people', [reachPanel, dailyPanel]],
  ['', '', [servicesPanel]],
  ['', '', [storagePanel]],
  ['grid', 'Devices, apps and mailboxes', [deviceBarPanel, appBarPanel, quotaBarPanel]],
  ['', '', [namesPanel]],
  ['', '', [coveragePanel]],
];

const rowsOf = (answers: Answers): PartRows =>
  Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, answer instanceof ServiceError ? [] : answer]),
  ) as PartRows;

/** A part without its set is as one without rows: a service of other reports leaves the panel out. */
function withoutMissing(answers: Readonly<Record<PartName, PartAnswer>>): Answers {
  const known = Object.entries(answers).map(([name, answer]) => [
    name,
    answer instanceof ServiceError && answer.trouble === 'missing' ? [] : answer,
  ]);
  return Object.fromEntries(known) as Answers;
}

/** No report has rows; what became of the last run may be known all the same. */
const isEmpty = ({ coverage, ...answers }: Answers): boolean =>
  !(coverage instanceof ServiceError) &&
  Object.values(answers).every((answer) => !(answer instanceof ServiceError) && answer.length === 0);

function newestDayOf({ active, enabled }: PartRows): string | undefined {
  return (
    dailyRangeOf(active)?.to ??
    enabled
      .map((row) => rowText(row, 'reportRefreshDate'))
      .sort()
      .at(-1)
  );
}

const newestText = (day: string): string =>
  `Figures up to ${dateText(day, 'long')}. Microsoft publishes them about two days late.`;

/** Shows how Microsoft 365 is used: one batch, and each panel of what it brought. */
export async function showOverview(context: ViewContext): Promise<void> {
  const { client, place, signal, reports, tellSource, onSessionOver } = context;
  const today = dateOfToday();
  const parts = overviewParts(today);
  /** The newest of each part: two that are asked again at once do not undo each other. */
  let answers = Object.fromEntries(Object.keys(parts).map((name) => [name, []])) as unknown as Answers;
  const title = htmlElement('h1', { tabindex: -1 }, 'How we use Microsoft 365');
  // Of the length it will have, so that nothing moves when it is known.
  const newest = htmlElement('p', { class: 'quiet pending' }, newestText(today));
  const head = htmlElement('div', { class: 'head' }, htmlElement('div', {}, title, newest));
  const body = htmlElement('div', { 'aria-busy': 'true' });
  place.append(head, body);

  function waiting(): void {
    body.setAttribute('aria-busy', 'true');
    body.replaceChildren(
      htmlElement('p', { class: 'hide', role: 'status' }, 'The figures are being read.'),
      htmlElement(
        'section',
        { class: 'hero' },
        htmlElement('div', {}, skeleton('huge'), skeleton('lead'), skeleton('lead')),
        skeleton('chart'),
      ),
      htmlElement('section', {}, htmlElement('h2', {}, 'Services'), skeleton('table')),
    );
  }

  function panelElement(panel: OverviewPanel): HTMLElement | undefined {
    const failed = panel.parts.find((name) => answers[name] instanceof ServiceError);
    if (failed === undefined) return panel.draw({ rows: rowsOf(answers), reports, today });
    const box = problemBox(answers[failed], () => {
      void again(failed, box.element.contains(document.activeElement) ? panel : undefined);
    });
    return box.element;
  }

  /** Reads one part alone. @param focused the panel that has the focus, and keeps it */
  async function again(name: PartName, focused: OverviewPanel | undefined): Promise<void> {
    const answer = await readRows(client, `/v1.0/${parts[name]}`, signal).catch(
      (error: unknown) => error as ServiceError,
    );
    if (signal.aborted) return;
    if (answer instanceof ServiceError && answer.trouble === 'session') {
      onSessionOver(answer.message);
      return;
    }
    answers = { ...answers, [name]: answer };
    const drawn = draw();
    const element = focused && drawn?.get(focused);
    if (element === undefined) return;
    element.tabIndex = -1;
    (element.querySelector<HTMLElement>('.problem button, button.primary') ?? element).focus({ preventScroll: true });
  }

  /** Draws what was answered; returns the panels that are shown, none where the service is empty. */
  function draw(): ReadonlyMap<OverviewPanel, HTMLElement> | undefined {
    const rows = rowsOf(answers);
    if (isEmpty(answers)) {
      place.replaceChildren(
        emptyService(context, coverageRun({ rows, reports, today }), () => {
          place.replaceChildren(head, body);
          void load();
        }),
      );
      return undefined;
    }
    const drawn = new Map<OverviewPanel, HTMLElement>();
    const day = newestDayOf(rows);
    newest.textContent = day === undefined ? '' : newestText(day);
    newest.classList.remove('pending');
    const warning = coverageWarning({ rows, reports, today });
    const groups = layout.flatMap(([className, label, panels]) => {
      const shown = panels.flatMap((panel) => {
        const element = panelElement(panel);
        if (element !== undefined) drawn.set(panel, element);
        return element ?? [];
      });
      if (shown.length === 0) return [];
      return className === '' ? shown : [htmlElement('section', { class: className, 'aria-label': label }, ...shown)];
    });
    // It comes with the figures, so that it moves nothing that stood there before.
    const told =
      warning === undefined
        ? []
        : [
            htmlElement(
              'div',
              { class: 'warning' },
              note('warn', `${warning} `, htmlElement('a', { href: '/coverage' }, 'Coverage')),
            ),
          ];
    body.replaceChildren(...told, ...groups, source(Object.values(parts).map((part) => `/v1.0/${part}`)));
    body.setAttribute('aria-busy', 'false');
    tellSource(`From one batch of ${Object.keys(parts).length} requests to this service, ${dateTimeText(new Date())}`);
    return drawn;
  }

  async function load(): Promise<void> {
    waiting();
    try {
      answers = withoutMissing(await readBatch(client, parts, signal));
      draw();
    } catch (error) {
      if (signal.aborted) return;
      body.setAttribute('aria-busy', 'false');
      showProblem(error, body, context, () => void load());
    }
  }
  await load();
}
