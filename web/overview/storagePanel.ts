import { spark } from '../chart/spark.ts';
import { averageChange } from '../figures/averages.ts';
import { dailyFigures, dailyOf, dailyRangeOf } from '../figures/daily.ts';
import { dateAfter } from '../figures/dates.ts';
import { numberTextOf, signedText } from '../figures/numberText.ts';
import type { Row } from '../figures/row.ts';
import { reportAddress } from '../page/address.ts';
import { htmlElement } from '../page/elements.ts';
import { panelWords, type OverviewPanel, type PanelInput } from './overviewPanel.ts';
import type { PartName } from './overviewParts.ts';

const text = numberTextOf({ unit: 'bytes' });
const [yearDays, paceDays] = [365, 91];

/** What is stored where. Storage of groups is part of mailboxes and sites: it is not added. */
const kinds: readonly (readonly [part: PartName & `${string}Storage`, slot: string, set: string])[] = [
  ['mailboxStorage', '1', 'mailboxUsageStorage'],
  ['oneDriveStorage', '5', 'oneDriveUsageStorage'],
  ['siteStorage', '4', 'sharePointSiteUsageStorage'],
];

/** What is stored now, its change in a year, and how much came in a month of the last three. */
function panelOf(
  rows: readonly Row[],
  slot: string,
  set: string,
  reports: PanelInput['reports'],
): HTMLElement | undefined {
  const range = dailyRangeOf(rows);
  if (range === undefined) return undefined;
  const earliest = dateAfter(range.to, -yearDays);
  const daily = dailyOf(rows, { from: earliest > range.from ? earliest : range.from, to: range.to });
  const values = dailyFigures(daily, { name: 'storageUsedInBytes' });
  const now = values.at(-1) ?? null;
  if (now === null) return undefined;
  const change = averageChange(now, values.at(-1 - yearDays) ?? null);
  const then = values.at(-1 - paceDays) ?? null;
  const words = [
    ...(change === null ? [] : [`${signedText(change)} in a year`]),
    ...(then === null ? [] : [`lately ${now < then ? '−' : ''}${text.full(Math.abs(now - then) / 3)} a month`]),
  ].join(', ');
  return htmlElement(
    'div',
    { class: 'panel' },
    htmlElement(
      'h3',
      {},
      htmlElement('a', { href: reportAddress(set, { last: '1y' }) }, panelWords(reports, set).about),
    ),
    htmlElement('p', { class: 'value' }, text.full(now)),
    spark(values, slot, 320, 56, true),
    htmlElement('p', { class: 'small quiet' }, words === '' ? 'No change is known yet.' : words),
  );
}

/** Storage of a year. */
export const storagePanel: OverviewPanel = {
  parts: ['mailboxStorage', 'oneDriveStorage', 'siteStorage'],
  title: () => 'Storage',
  draw({ rows, reports }) {
    const panels = kinds.flatMap(([part, slot, set]) => panelOf(rows[part], slot, set, reports) ?? []);
    if (panels.length === 0) return undefined;
    return htmlElement(
      'section',
      { 'aria-labelledby': 'storageTitle' },
      htmlElement(
        'div',
        { class: 'bar-of-section' },
        htmlElement(
          'h2',
          { id: 'storageTitle' },
          'Storage ',
          htmlElement('span', { class: 'quiet small' }, 'one year'),
        ),
        htmlElement('a', { class: 'small', href: '/reports?find=storage' }, 'All storage reports'),
      ),
      htmlElement('div', { class: 'grid' }, ...panels),
    );
  },
};
