import { readBatch, type PartAnswer } from '../api/readBatch.ts';
import { readRows } from '../api/readRows.ts';
import { ServiceError } from '../api/serviceError.ts';
import { dateOfToday, dateText, dateTimeText } from '../figures/dates.ts';
import { dailyRangeOf } from '../figures/daily.ts';
import { rowText } from '../figures/row.ts';
import type { ViewContext } from '../page/context.ts';
import { htmlElement } from '../page/elements.ts';
import { emptyService } from '../page/emptyService.ts';
import { leaveProblem } from '../page/leaveProblem.ts';
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
import { panelGroups, type PanelGroups, type PanelLayout } from './panelGroups.ts';
import { reachPanel } from './reachPanel.ts';
import { servicesPanel } from './servicesPanel.ts';
import { storagePanel } from './storagePanel.ts';

type Answers = Record<PartName, PartAnswer>;

const layout: PanelLayout = [
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
const withoutMissing = (answer: PartAnswer): PartAnswer =>
  answer instanceof ServiceError && answer.trouble === 'missing' ? [] : answer;

/** What each part answered. @throws ServiceError where none could be read: that is told once, and not in each panel */
function answersOf(read: Readonly<Record<PartName, PartAnswer>>): Answers {
  const known = Object.entries(read).map(([name, answer]) => [name, withoutMissing(answer)] as const);
  const errors = known.flatMap(([, answer]) => (answer instanceof ServiceError ? [answer] : []));
  const [first] = errors.sort((a, b) => b.wait - a.wait);
  if (first !== undefined && errors.length === known.length) throw first;
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

  const told = htmlElement('div');
  let groups: PanelGroups | undefined;

  function waiting(): void {
    newest.hidden = false;
    body.setAttribute('aria-busy', 'true');
    leaveProblem(body);
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

  function panelElement(panel: OverviewPanel, before?: HTMLElement): HTMLElement | undefined {
    const failed = panel.parts.find((name) => answers[name] instanceof ServiceError);
    if (failed === undefined) return panel.draw({ rows: rowsOf(answers), reports, today });
    return problemBox(answers[failed], () => void again(failed), panel.title(reports), before).element;
  }

  /** Parts that are on their way once more: two panels of one part ask once. */
  const asking = new Set<PartName>();
  /** Reads one part alone. */
  async function again(name: PartName): Promise<void> {
    if (asking.has(name)) return;
    asking.add(name);
    const answer = await readRows(client, `/v1.0/${parts[name]}`, signal).catch((error: unknown) =>
      error instanceof ServiceError ? error : new ServiceError('unreadable', String(error)),
    );
    asking.delete(name);
    if (signal.aborted) return;
    if (answer instanceof ServiceError && answer.trouble === 'session') {
      onSessionOver(answer.message);
      return;
    }
    answers = { ...answers, [name]: withoutMissing(answer) };
    if (isEmpty(answers)) draw();
    else groups?.renew(name);
    tell();
  }

  /** What is said above the panels. */
  function tell(): void {
    const rows = rowsOf(answers);
    const day = newestDayOf(rows);
    newest.textContent = day === undefined ? '' : newestText(day);
    newest.classList.remove('pending');
    const warning = coverageWarning({ rows, reports, today });
    // It comes with the figures, so that it moves nothing that stood there before.
    told.className = warning === undefined ? '' : 'warning';
    told.replaceChildren(
      ...(warning === undefined
        ? []
        : [note('warn', `${warning} `, htmlElement('a', { href: '/coverage' }, 'Coverage'))]),
    );
  }

  function draw(): void {
    leaveProblem(body);
    if (isEmpty(answers)) {
      place.replaceChildren(
        emptyService(context, coverageRun({ rows: rowsOf(answers), reports, today }), () => {
          place.replaceChildren(head, body);
          void load();
        }),
      );
      return;
    }
    groups = panelGroups(layout, panelElement);
    tell();
    body.replaceChildren(told, ...groups.elements, source(Object.values(parts).map((part) => `/v1.0/${part}`)));
    body.setAttribute('aria-busy', 'false');
    tellSource(`From one batch of ${Object.keys(parts).length} requests to this service, ${dateTimeText(new Date())}`);
  }

  async function load(isOwn = false): Promise<void> {
    if (!isOwn) waiting();
    try {
      answers = answersOf(await readBatch(client, parts, signal));
      newest.hidden = false;
      draw();
    } catch (error) {
      if (signal.aborted) return;
      newest.hidden = true;
      body.setAttribute('aria-busy', 'false');
      showProblem(error, body, context, (own) => void load(own), isOwn);
    }
  }
  await load();
}
