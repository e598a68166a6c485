import { bar } from '../chart/bar.ts';
import { averageAt } from '../figures/averages.ts';
import { dailyFigures, dailyOf, dailyRangeOf } from '../figures/daily.ts';
import { dateText } from '../figures/dates.ts';
import { numberText, percentText } from '../figures/numberText.ts';
import { rowNumber, rowText, type Row } from '../figures/row.ts';
import { reportAddress } from '../page/address.ts';
import { htmlElement } from '../page/elements.ts';
import { reportNumbers } from '../page/reportList.ts';
import { panelWords, type OverviewPanel, type PanelInput } from './overviewPanel.ts';

const deviceSet = 'teamsDeviceUsageDistributionUserCounts';
const appSet = 'm365AppUserCounts';
const quotaSet = 'mailboxUsageQuotaStatusMailboxCounts';

interface Bar {
  readonly name: string;
  readonly value: number;
}

function panel(
  set: string,
  title: string,
  kind: string,
  bars: readonly Bar[],
  slot: string,
  remark: string,
): HTMLElement {
  const most = Math.max(...bars.map(({ value }) => value));
  const rows = bars.map(({ name, value }) =>
    htmlElement(
      'div',
      {},
      htmlElement('dt', {}, name),
      htmlElement('dd', {}, bar(value, most, slot)),
      htmlElement('dd', {}, numberText(value)),
    ),
  );
  return htmlElement(
    'div',
    { class: 'panel' },
    htmlElement(
      'h3',
      {},
      htmlElement('a', { href: reportAddress(set) }, title),
      htmlElement('span', { class: 'quiet small' }, kind),
    ),
    htmlElement('dl', { class: 'rows' }, ...rows),
    ...(remark === '' ? [] : [htmlElement('p', { class: 'small quiet' }, remark)]),
  );
}

/** The figures of one row that are more than nothing, the greatest first. */
function barsOf({ reports }: PanelInput, set: string, valueOf: (name: string) => number | null): readonly Bar[] {
  const report = reports.get(set);
  return (report === undefined ? [] : reportNumbers(report))
    .flatMap(({ name, label }) => {
      const value = valueOf(name);
      return value === null || value === 0 ? [] : [{ name: label, value }];
    })
    .sort((a, b) => b.value - a.value);
}

/** Devices with Teams: people over 30 days. */
export const deviceBarPanel: OverviewPanel = {
  parts: ['devices'],
  title: (reports) => panelWords(reports, deviceSet).about,
  draw(input) {
    const [row] = input.rows.devices;
    const bars = barsOf(input, deviceSet, (name) => rowNumber(row, { name }));
    return bars.length === 0
      ? undefined
      : panel(
          deviceSet,
          panelWords(input.reports, deviceSet).about,
          'people in 30 days',
          bars,
          '2',
          'Who uses two devices is counted at both.',
        );
  },
};

/** Of the newest refresh date, how many assigned licences are activated. */
function activationRemark(rows: readonly Row[]): string {
  const newest = rows
    .map((row) => rowText(row, 'reportRefreshDate'))
    .sort()
    .at(-1);
  const [assigned, activated] = ['assigned', 'activated'].map((name) =>
    rows
      .filter((row) => rowText(row, 'reportRefreshDate') === newest)
      .reduce((sum, row) => sum + (rowNumber(row, { name }) ?? 0), 0),
  );
  if (!assigned || activated === undefined) return '';
  return `${numberText(activated)} of ${numberText(assigned)} assigned licences are activated (${percentText(activated, assigned)}).`;
}

/** People with each app on a day: the mean of the newest seven. */
export const appBarPanel: OverviewPanel = {
  parts: ['apps', 'activations'],
  title: (reports) => panelWords(reports, appSet).about,
  draw(input) {
    const range = dailyRangeOf(input.rows.apps);
    if (range === undefined) return undefined;
    const daily = dailyOf(input.rows.apps, range);
    const bars = barsOf(input, appSet, (name) =>
      averageAt(dailyFigures(daily, { name }), daily.rows, daily.rows.length - 1),
    );
    if (bars.length === 0) return undefined;
    return panel(
      appSet,
      panelWords(input.reports, appSet).about,
      'people on a day',
      bars,
      '7',
      activationRemark(input.rows.activations),
    );
  },
};

/** Mailboxes that are warned or stopped by their quota. */
export const quotaBarPanel: OverviewPanel = {
  parts: ['quota'],
  title: (reports) => panelWords(reports, quotaSet).what,
  draw(input) {
    const [row] = input.rows.quota;
    if (row === undefined) return undefined;
    const all = barsOf(input, quotaSet, (name) => rowNumber(row, { name }));
    const within = rowNumber(row, { name: 'underLimit' }) ?? 0;
    const whole = all.reduce((sum, { value }) => sum + value, 0);
    if (whole === 0) return undefined;
    const bars = barsOf(input, quotaSet, (name) => (name === 'underLimit' ? null : rowNumber(row, { name })));
    const remark = `${numberText(within)} of ${numberText(whole)} are below the warning.`;
    const date = dateText(rowText(row, 'reportDate'));
    return panel(quotaSet, panelWords(input.reports, quotaSet).what, date, bars, '6', remark);
  },
};
