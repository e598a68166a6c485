import { strip } from '../chart/strip.ts';
import { coverageKey } from '../coverage/coverageKey.ts';
import { coverageRowMissing, coverageRowOf, coverageRowStates, type CoverageRow } from '../coverage/coverageRow.ts';
import { dateText, dateTimeText } from '../figures/dates.ts';
import { htmlElement } from '../page/elements.ts';
import { panelWords, type OverviewPanel, type PanelInput } from './overviewPanel.ts';

const weeks = 13;
/** The reports whose days the overview shows. */
const sets: readonly string[] = [
  'office365ActiveUserCounts',
  'microsoft365CopilotUserCountTrend',
  'm365AppUserCounts',
  'mailboxUsageStorage',
  'oneDriveUsageStorage',
  'sharePointSiteUsageStorage',
];

const newestRun = (rows: readonly CoverageRow[]): CoverageRow | undefined =>
  rows.reduce<CoverageRow | undefined>(
    (newest, row) => (row.lastRunAt > (newest?.lastRunAt ?? '') ? row : newest),
    undefined,
  );

/** Failures that are named; more are counted. */
const mostNames = 5;

/** How many reports the last run stored, had no news of, could not get; failures by name. Undefined when there was none. */
export function coverageRun({ rows: parts, reports }: PanelInput): string | undefined {
  const rows = parts.coverage.map(coverageRowOf);
  const run = newestRun(rows);
  if (run === undefined || run.lastRunAt === '') return undefined;
  const of = (...outcomes: readonly string[]): readonly CoverageRow[] =>
    rows.filter(({ outcome }) => outcomes.includes(outcome));
  const failed = of('failed');
  const told = [
    `${of('stored').length} of ${rows.length} reports stored`,
    `${of('nothingNew').length} without news`,
    ...(of('unavailable').length === 0 ? [] : [`${of('unavailable').length} not given by Microsoft Graph`]),
    `${failed.length} failed`,
  ];
  const names = failed
    .slice(0, mostNames)
    .map(
      ({ set, reason }) => `${reports.get(set)?.title ?? set}${reason === '' ? '' : ` (${reason.replace(/\.$/, '')})`}`,
    );
  if (failed.length > mostNames) names.push(`and ${failed.length - mostNames} more`);
  return `Last run ${dateTimeText(run.lastRunAt)}, by the ${run.lastRunBy}: ${told.join(', ')}${names.length === 0 ? '' : `: ${names.join('; ')}`}.`;
}

/** What is wrong, in one sentence for the head of the page; undefined when nothing is. */
export function coverageWarning(input: PanelInput): string | undefined {
  const rows = input.rows.coverage.map(coverageRowOf);
  const active = rows.find(({ set }) => set === 'office365ActiveUserCounts');
  const missing = active === undefined ? 0 : coverageRowMissing(active);
  const failed = rows.filter(({ outcome }) => outcome === 'failed').length;
  const parts = [
    ...(missing === 0
      ? []
      : [`${missing} ${missing === 1 ? 'day' : 'days'} of active users ${missing === 1 ? 'is' : 'are'} missing`]),
    ...(failed === 0 ? [] : [`${failed} ${failed === 1 ? 'report' : 'reports'} failed at the last run`]),
  ];
  return parts.length === 0 ? undefined : `${parts.join(', and ')}.`;
}

/** Strips of 13 weeks, and the last run. */
export const coveragePanel: OverviewPanel = {
  parts: ['coverage'],
  title: () => 'Coverage',
  draw(input) {
    const rows = input.rows.coverage.map(coverageRowOf);
    if (rows.length === 0) return undefined;
    const run = coverageRun(input);
    const strips = sets.flatMap((set) => {
      const row = rows.find((known) => known.set === set);
      if (row === undefined || row.newestDay === '') return [];
      return [
        htmlElement('span', {}, panelWords(input.reports, set).about),
        strip(coverageRowStates(row, input.today, weeks * 7)),
        htmlElement('span', { class: 'quiet' }, `to ${dateText(row.newestDay, 'dayMonth')}`),
      ];
    });
    return htmlElement(
      'section',
      { 'aria-labelledby': 'coverageTitle' },
      htmlElement(
        'div',
        { class: 'bar-of-section' },
        htmlElement(
          'h2',
          { id: 'coverageTitle' },
          'Coverage ',
          htmlElement('span', { class: 'quiet small' }, `last ${weeks} weeks`),
        ),
        htmlElement('a', { class: 'small', href: '/coverage' }, `All ${input.reports.size} reports`),
      ),
      htmlElement('div', { class: 'strips' }, ...strips),
      coverageKey(),
      ...(run === undefined ? [] : [htmlElement('p', { class: 'facts small' }, run)]),
    );
  },
};
