import { bar } from '../chart/bar.ts';
import { numberText, percentText } from '../figures/numberText.ts';
import { rowText, type Row } from '../figures/row.ts';
import { reportAddress } from '../page/address.ts';
import { htmlElement } from '../page/elements.ts';
import { overviewShare, overviewShareOf, type OverviewShare } from './overviewFigures.ts';
import type { OverviewPanel } from './overviewPanel.ts';

const read = overviewShareOf('office365');

/** The newest share of each other period. */
function sharesByPeriod(rows: readonly Row[]): ReadonlyMap<string, OverviewShare> {
  const newest = new Map<string, OverviewShare>();
  for (const row of rows) {
    const share = read(row);
    const period = rowText(row, 'reportPeriod');
    if (share !== undefined && share.date > (newest.get(period)?.date ?? '')) newest.set(period, share);
  }
  return newest;
}

/** How many of the people enabled were active: the figure of the page. */
export const reachPanel: OverviewPanel = {
  parts: ['enabled', 'reach'],
  title: () => 'Active in the last 30 days',
  draw({ rows }) {
    const month = overviewShare(rows.enabled, read);
    if (month === undefined) return undefined;
    const { now, before } = month;
    const shares = new Map([...sharesByPeriod(rows.reach), ['30', now] as const]);
    const ladder = ['7', '30', '90', '180'].flatMap((period) => {
      const share = shares.get(period);
      if (share === undefined) return [];
      const { active, enabled } = share;
      return htmlElement(
        'div',
        {},
        htmlElement('dt', {}, `${period} days`),
        htmlElement('dd', {}, bar(active, enabled, '8')),
        htmlElement('dd', { class: 'number' }, percentText(active, enabled)),
        htmlElement('dd', { class: 'number quiet' }, numberText(active)),
      );
    });
    const half = shares.get('180');
    const idle = half && half.enabled - half.active;
    const ago = before === undefined ? '.' : `; ${percentText(before.active, before.enabled, 1)} a month ago.`;
    return htmlElement(
      'div',
      {},
      htmlElement('h2', { class: 'small quiet' }, 'Active in the last 30 days'),
      htmlElement(
        'p',
        { class: 'huge' },
        percentText(now.active, now.enabled).replace(/\u00a0%$/, ''),
        htmlElement('span', {}, '%'),
      ),
      htmlElement(
        'p',
        { class: 'lead' },
        `${numberText(now.active)} of ${numberText(now.enabled)} people who may use it${ago}`,
      ),
      htmlElement('dl', { class: 'ladder' }, ...ladder),
      ...(idle === undefined || idle === 0
        ? []
        : [
            htmlElement(
              'p',
              { class: 'small quiet' },
              htmlElement(
                'a',
                { href: reportAddress('office365ActiveUserDetail', { show: 'idle-180' }) },
                `${numberText(idle)} people`,
              ),
              ' of them had no activity in 180 days.',
            ),
          ]),
    );
  },
};
