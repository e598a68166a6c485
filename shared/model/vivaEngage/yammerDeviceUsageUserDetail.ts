import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { engageUser } from './engageUser.ts';

/** On which kinds of device one user used Viva Engage during the period. */
export const yammerDeviceUsageUserDetail = report({
  name: 'yammerDeviceUsageUserDetail',
  service: 'vivaEngage',
  shape: 'detail',
  title: 'Viva Engage device usage: each user',
  description: 'On which kinds of device one user used Viva Engage during the period.',
  properties: {
    reportRefreshDate,
    ...engageUser,
    usedWeb: column.yesNo('Used Web', 'Browser', 'Whether the user used Viva Engage in a browser.', {
      csvAliases: ['Web'],
    }),
    usedWindowsPhone: column.yesNo(
      'Used Windows Phone',
      'Windows Phone',
      'Whether the user used Viva Engage on a Windows phone.',
      { csvAliases: ['Windows Phone'] },
    ),
    usedAndroidPhone: column.yesNo(
      'Used Android Phone',
      'Android',
      'Whether the user used Viva Engage on an Android phone.',
      { csvAliases: ['Android Phone'] },
    ),
    usediPhone: column.yesNo('Used iPhone', 'iPhone', 'Whether the user used Viva Engage on an iPhone.', {
      csvAliases: ['iPhone'],
    }),
    usediPad: column.yesNo('Used iPad', 'iPad', 'Whether the user used Viva Engage on an iPad.', {
      csvAliases: ['iPad'],
    }),
    usedOthers: column.yesNo('Used Others', 'Other devices', 'Whether the user used Viva Engage on another device.', {
      csvAliases: ['Other'],
    }),
    reportPeriod,
  },
  headerSeen: '2022-11-09',
  otherHeaders: [
    {
      line: 'Report Refresh Date,User Principal Name,Display Name,User State,State Change Date,Last Activity Date,Web,Windows Phone,Android Phone,iPhone,iPad,Other,Report Period',
    },
  ],
});
