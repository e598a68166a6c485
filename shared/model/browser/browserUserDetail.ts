import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** With which browsers one user reached Microsoft 365 during the period. */
export const browserUserDetail = report({
  name: 'browserUserDetail',
  service: 'browser',
  shape: 'detail',
  title: 'Browser usage: each user',
  description: 'With which browsers one user reached Microsoft 365 during the period.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    reportPeriod,
    edge: column.flag('Edge', 'Edge', 'Whether the user used Microsoft Edge.'),
    edgeLegacy: column.flag(
      'Edge Legacy',
      'Edge Legacy',
      'Whether the user used the legacy version of Microsoft Edge.',
      { isLeftOut: true },
    ),
    ie: column.flag('Internet Explorer', 'Internet Explorer', 'Whether the user used Internet Explorer.', {
      isLeftOut: true,
    }),
  },
  headerSeparator: ', ',
  otherHeaders: [
    { line: 'Report Refresh Date, User Principal Name, Report Period, Edge, Edge Legacy, Internet Explorer' },
  ],
  called: { parameters: ['period'], apiVersion: 'beta' },
});
