import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** On which kinds of device one user used Skype for Business during the period. */
export const skypeForBusinessDeviceUsageUserDetail = report({
  name: 'skypeForBusinessDeviceUsageUserDetail',
  service: 'skypeForBusiness',
  shape: 'detail',
  title: 'Skype for Business device usage: each user',
  description: 'On which kinds of device one user used Skype for Business during the period.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    lastActivityDate: person.lastActivityDate,
    usedWindows: column.flag(
      'Used Windows',
      'Windows',
      'Whether the user used Skype for Business on a Windows computer.',
      { csvAliases: ['Windows'] },
    ),
    usedWindowsPhone: column.flag(
      'Used Windows Phone',
      'Windows Phone',
      'Whether the user used Skype for Business on a Windows phone.',
      { csvAliases: ['Windows Phone'] },
    ),
    usedAndroidPhone: column.flag(
      'Used Android Phone',
      'Android',
      'Whether the user used Skype for Business on an Android phone.',
      { csvAliases: ['Android Phone'] },
    ),
    usediPhone: column.flag('Used iPhone', 'iPhone', 'Whether the user used Skype for Business on an iPhone.', {
      csvAliases: ['iPhone'],
    }),
    usediPad: column.flag('Used iPad', 'iPad', 'Whether the user used Skype for Business on an iPad.', {
      csvAliases: ['iPad'],
    }),
    reportPeriod,
  },
  isRetired: true,
  otherHeaders: [
    {
      line: 'Report Refresh Date,User Principal Name,Last Activity Date,Windows,Windows Phone,Android Phone,iPhone,iPad,Report Period',
    },
  ],
});
