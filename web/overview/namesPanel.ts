import { numberText } from '../figures/numberText.ts';
import { rowNumber, rowText } from '../figures/row.ts';
import { reportAddress } from '../page/address.ts';
import { htmlElement } from '../page/elements.ts';
import { overviewEnabledOf, overviewShare, overviewShareOf } from './overviewFigures.ts';
import type { OverviewPanel, PanelInput } from './overviewPanel.ts';

interface NamedQuestion {
  readonly title: string;
  readonly text: string;
  readonly set: string;
  readonly show: string;
  /** A figure where a total gives one; the list counts itself and may differ. */
  readonly figure?: (input: PanelInput) => number | undefined;
}

const inactive = (share: { readonly active: number; readonly enabled: number } | undefined): number | undefined =>
  share && share.enabled - share.active;

const questions: readonly NamedQuestion[] = [
  {
    title: 'People without activity for 90 days',
    text: 'Enabled for a service, not seen in any',
    set: 'office365ActiveUserDetail',
    show: 'idle-90',
    figure: ({ rows }) =>
      inactive(
        overviewShare(
          rows.reach.filter((row) => rowText(row, 'reportPeriod') === '90'),
          overviewShareOf('office365'),
        )?.now,
      ),
  },
  {
    title: 'Copilot licences without a prompt',
    text: 'Enabled, not active in 28 days',
    set: 'microsoft365CopilotUsageUserDetail',
    show: 'idle-28',
    figure: ({ rows }) => {
      const days = rows.copilot.some((row) => rowText(row, 'reportPeriod') === '28') ? '28' : '30';
      return inactive(
        overviewShare(
          rows.copilot.filter((row) => rowText(row, 'reportPeriod') === days),
          overviewEnabledOf('anyApp'),
        )?.now,
      );
    },
  },
  {
    title: 'Mailboxes near their quota',
    text: 'Warned, or not able to send',
    set: 'mailboxUsageDetail',
    show: 'full',
    figure: ({ rows }) => {
      const [row] = rows.quota;
      const figures = ['warningIssued', 'sendProhibited', 'sendReceiveProhibited'].map((name) =>
        rowNumber(row, { name }),
      );
      return row === undefined ? undefined : figures.reduce<number>((sum, figure) => sum + (figure ?? 0), 0);
    },
  },
  {
    title: 'Groups without activity for 90 days',
    text: 'Not deleted, nobody posted, mailed or filed',
    set: 'office365GroupsActivityDetail',
    show: 'idle-90',
  },
  {
    title: 'Sites with links for anyone',
    text: 'Anonymous links, with owner',
    set: 'sharePointSiteUsageDetail',
    show: 'anonymous',
  },
  {
    title: 'Teams with guests',
    text: 'Guests active in the last 30 days',
    set: 'teamsTeamActivityDetail',
    show: 'guests',
  },
];

/** Six questions that details answer by name. */
export const namesPanel: OverviewPanel = {
  parts: ['reach', 'copilot', 'quota'],
  title: () => 'Who and what, by name',
  draw(input) {
    const items = questions
      .filter(({ set }) => input.reports.has(set))
      .map(({ title, text, set, show, figure }) => {
        const number = figure?.(input);
        return htmlElement(
          'li',
          {},
          htmlElement('a', { href: reportAddress(set, { show }) }, title),
          htmlElement('span', { class: 'number' }, number === undefined ? '' : numberText(number)),
          htmlElement('p', { class: 'small quiet' }, text),
        );
      });
    return htmlElement(
      'section',
      { 'aria-labelledby': 'namesTitle' },
      htmlElement('h2', { id: 'namesTitle' }, 'Who and what, by name'),
      htmlElement('ul', { class: 'links' }, ...items),
      htmlElement(
        'p',
        { class: 'small quiet' },
        'Figures are those of totals; each list counts itself and may differ.',
      ),
    );
  },
};
