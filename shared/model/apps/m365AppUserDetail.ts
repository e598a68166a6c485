import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { usedApps } from './usedApps.ts';

/** Which Microsoft 365 apps one user used, and on which platforms. */
export const m365AppUserDetail = report({
  name: 'm365AppUserDetail',
  service: 'apps',
  shape: 'detail',
  title: 'Microsoft 365 Apps usage: each user',
  description: 'Which Microsoft 365 apps one user used, and on which platforms.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    lastActivationDate: column.date(
      'Last Activation Date',
      'Last activation',
      'The last day on which the user activated the apps on a device.',
      { example: '2026-08-14' },
    ),
    lastActivityDate: person.lastActivityDate,
    reportPeriod,
    ...usedApps,
  },
});
