import type { ListedReport } from '../../shared/service/listedReport.ts';
import { dateAfter } from '../figures/dates.ts';

/** A ready question about rows. */
export interface Question {
  /** In the address. */
  readonly id: string;
  /** On its button. */
  readonly text: string;
  /** What is claimed, and what not. */
  readonly remark: string;
  /** Whether it counts back from the refresh date. */
  readonly needsDate: boolean;
  /** @param date the refresh date of the rows */
  readonly filter: (date: string) => string;
}

const names = ({ columns }: ListedReport): ReadonlySet<string> => new Set(columns.map(({ name }) => name));
const isOn = (name: string): string => `${name} eq true`;
const idleSince = (name: string, date: string): string => `(${name} eq null or ${name} lt ${date})`;

/** Products that no report sees are why nobody is called inactive without a remark. */
const otherProducts =
  'Use of other products of a licence, such as Power BI or Intune, is in no report: ask before you take a licence away.';

function idleQuestions(report: ListedReport): readonly Question[] {
  const there = names(report);
  const dates = report.columns
    .filter(({ name, type }) => type === 'Edm.Date' && name.endsWith('LastActivityDate'))
    .map(({ name }) => name);
  const counted = there.has('lastActivityDate') ? ['lastActivityDate'] : dates;
  if (counted.length === 0) return [];
  const kept = there.has('isDeleted') ? 'isDeleted eq false and ' : '';
  const spans = report.service === 'copilot' ? [28, 90] : [30, 60, 90, 180];
  const services = report.columns
    .filter(({ name }) => dates.includes(name))
    .map(({ label }) => label.replace(/: last activity$/, ''));
  const where = counted.length > 1 ? `in any of ${services.join(', ')}` : 'that this report counts';
  return spans.map((days, at) => ({
    id: `idle-${days}`,
    text: at === 0 ? `not active for ${days} days` : `for ${days} days`,
    remark:
      `No activity ${where} for ${days} days, or none on record. ${report.subject === 'userPrincipalName' ? otherProducts : ''}`.trim(),
    needsDate: true,
    filter: (date) => kept + counted.map((name) => idleSince(name, dateAfter(date, 1 - days))).join(' and '),
  }));
}

/** A licence for a service that was not used for 90 days. */
function unusedQuestions(report: ListedReport): readonly Question[] {
  const there = [...names(report)];
  return report.columns.flatMap(({ name, label }) => {
    const [, service] = /^has(\w+)License$/.exec(name) ?? [];
    const used = there.find((other) => other.toLowerCase() === `${service ?? ''}LastActivityDate`.toLowerCase());
    if (service === undefined || used === undefined || service === 'SkypeForBusiness') return [];
    const called = label.replace(/ licence$/, '');
    return [
      {
        id: `without-${service}`,
        text: `without ${called} for 90 days`,
        remark: `A licence for ${called}, and no activity there for 90 days, or none on record. ${otherProducts}`,
        needsDate: true,
        filter: (date: string) => `isDeleted eq false and ${isOn(name)} and ${idleSince(used, dateAfter(date, -89))}`,
      },
    ];
  });
}

/** Questions that a report answers when it has their columns. */
const plain: readonly (Omit<Question, 'filter' | 'needsDate'> & {
  readonly needs: readonly string[];
  readonly filter: string;
})[] = [
  {
    id: 'full',
    text: 'from 90 % of the warning',
    remark: 'Mailboxes that hold at least 90 % of what they are warned at.',
    needs: ['storageUsedInBytes', 'issueWarningQuotaInBytes'],
    filter: 'issueWarningQuotaInBytes gt 0 and storageUsedInBytes mul 100 ge issueWarningQuotaInBytes mul 90',
  },
  {
    id: 'full',
    text: 'from 90 % full',
    remark: 'What holds at least 90 % of the storage it may use.',
    needs: ['storageUsedInBytes', 'storageAllocatedInBytes'],
    filter: 'storageAllocatedInBytes gt 0 and storageUsedInBytes mul 100 ge storageAllocatedInBytes mul 90',
  },
  {
    id: 'anonymous',
    text: 'with links for anyone',
    remark: 'Sites with links that work without signing in.',
    needs: ['anonymousLinkCount'],
    filter: 'anonymousLinkCount gt 0',
  },
  {
    id: 'guest-links',
    text: 'with links for guests',
    remark: 'Sites with links for people outside the organisation.',
    needs: ['secureLinkForGuestCount'],
    filter: 'secureLinkForGuestCount gt 0',
  },
  {
    id: 'guests',
    text: 'with guests',
    remark: 'Teams in which guests were active in the period.',
    needs: ['guests'],
    filter: 'guests gt 0',
  },
  {
    id: 'external',
    text: 'with external members',
    remark: 'Groups with members from outside the organisation.',
    needs: ['externalMemberCount'],
    filter: 'isDeleted eq false and externalMemberCount gt 0',
  },
  {
    id: 'external-users',
    text: 'with external people',
    remark: 'Teams in which people of other organisations were active in the period.',
    needs: ['activeExternalUsers'],
    filter: 'activeExternalUsers gt 0',
  },
  {
    id: 'ownerless',
    text: 'without owner',
    remark: 'Groups that nobody owns.',
    needs: ['memberCount', 'ownerPrincipalName'],
    filter: "isDeleted eq false and (ownerPrincipalName eq null or ownerPrincipalName eq '')",
  },
  {
    id: 'deleted',
    text: 'deleted',
    remark: 'What was deleted and is still in the report.',
    needs: ['isDeleted'],
    filter: 'isDeleted eq true',
  },
];

/** The questions that can be asked of a report. */
export function questionsOf(report: ListedReport): readonly Question[] {
  const there = names(report);
  const simple = plain
    .filter(({ needs }) => needs.every((name) => there.has(name)))
    .map(({ id, text, remark, filter }) => ({ id, text, remark, needsDate: false, filter: () => filter }));
  return [...idleQuestions(report), ...unusedQuestions(report), ...simple];
}
