import { forgetToken } from './forgetStage.ts';
import type { TokenOptions } from './entraToken.ts';

/** What a release writes of a set: entities a, b and gone, of which b is changed and gone is deleted. */
export interface ReleasedSet {
  readonly entity: (id: string, index: number) => Readonly<Record<string, unknown>>;
  /** A property that a later write changes; of a and of b it is the first and the second value, and the third comes later. */
  readonly changed: readonly [name: string, a: string, b: string, later: string];
  /** Whether the changed property is a text; it is a date unless it is. */
  readonly isText?: true;
  readonly token?: TokenOptions;
}

const dates = ['2026-11-26', '2026-11-27', '2026-11-28'] as const;

/** A set of each shape, and those of the service's own. */
export const releasedSets: Readonly<Record<string, ReleasedSet>> = {
  office365ActiveUserCounts: {
    entity: (id, index) => ({
      id,
      reportRefreshDate: '2026-11-26',
      reportDate: `2026-11-2${index}`,
      reportPeriod: '7',
      office365: '9223372036854775807',
      teams: index,
    }),
    changed: ['reportRefreshDate', ...dates],
  },
  teamsDeviceUsageDistributionUserCounts: {
    entity: (id) => ({ id, reportRefreshDate: '2026-11-26' }),
    changed: ['reportRefreshDate', ...dates],
  },
  teamsUserActivityUserDetail: {
    entity: (id) => ({ id, reportRefreshDate: '2026-11-26', userPrincipalName: `${id}!'%@contoso.com` }),
    changed: ['reportRefreshDate', ...dates],
  },
  collectedReports: {
    entity: (id) => ({ id, report: 'office365ActiveUserCounts', refreshDate: '2026-11-26', warnings: ['odd', ''] }),
    changed: ['refreshDate', ...dates],
  },
  reportCoverage: {
    entity: (id) => ({ id, report: id, newestDay: '2026-11-26', missing: ['2026-11-07/2026-11-09'], requests: '2' }),
    changed: ['newestDay', ...dates],
  },
  forgetRequests: {
    entity: (id) => ({ id, names: [`${id}@contoso.com`], mode: 'delete', state: 'waiting', sets: [] }),
    changed: ['state', 'waiting', 'walked', 'done'],
    isText: true,
    token: forgetToken,
  },
};
