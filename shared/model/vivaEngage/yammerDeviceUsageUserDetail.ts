import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** On which kinds of device one user used Viva Engage during the period. */
export const yammerDeviceUsageUserDetail = report({
  name: 'yammerDeviceUsageUserDetail',
  service: 'vivaEngage',
  shape: 'detail',
  title: 'Viva Engage device usage: each user',
  description: 'On which kinds of device one user used Viva Engage during the period.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    displayName: person.displayName,
    userState: column.text('User State', 'State', 'Whether the user is active, suspended or deleted.', {
      example: 'active',
    }),
    stateChangeDate: column.date('State Change Date', 'State changed', 'The day the state of the user changed.', {
      example: '2022-04-12',
    }),
    lastActivityDate: person.lastActivityDate,
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
  otherHeaders: [
    'Report Refresh Date,User Principal Name,Display Name,User State,State Change Date,Last Activity Date,Web,Windows Phone,Android Phone,iPhone,iPad,Other,Report Period',
  ],
});
