import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** On which kinds of device one user used Teams during the period. */
export const teamsDeviceUsageUserDetail = report({
  name: 'teamsDeviceUsageUserDetail',
  service: 'teams',
  shape: 'detail',
  title: 'Teams device usage: each user',
  description: 'On which kinds of device one user used Teams during the period.',
  properties: {
    reportRefreshDate,
    userId: person.userId,
    userPrincipalName: person.userPrincipalName,
    lastActivityDate: person.lastActivityDate,
    isDeleted: person.isDeleted,
    deletedDate: person.deletedDate,
    usedWeb: column.yesNo('Used Web', 'Browser', 'Whether the user used Teams in a browser.'),
    usedWindowsPhone: column.yesNo(
      'Used Windows Phone',
      'Windows Phone',
      'Whether the user used Teams on a Windows phone.',
    ),
    usediOS: column.yesNo('Used iOS', 'iOS', 'Whether the user used Teams on an iPhone or iPad.'),
    usedMac: column.yesNo('Used Mac', 'Mac', 'Whether the user used Teams on a Mac.'),
    usedAndroidPhone: column.yesNo('Used Android Phone', 'Android', 'Whether the user used Teams on an Android phone.'),
    usedWindows: column.yesNo('Used Windows', 'Windows', 'Whether the user used Teams on a Windows computer.'),
    usedChromeOS: column.yesNo('Used Chrome OS', 'ChromeOS', 'Whether the user used Teams on ChromeOS.'),
    usedLinux: column.yesNo('Used Linux', 'Linux', 'Whether the user used Teams on Linux.'),
    isLicensed: person.isLicensed,
    reportPeriod,
  },
  otherHeaders: [
    {
      line: 'Report Refresh Date,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Used Web,Used Windows Phone,Used iOS,Used Mac,Used Android Phone,Used Windows,Report Period',
    },
    {
      line: 'Report Refresh Date,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Used Web,Used Windows Phone,Used iOS,Used Mac,Used Android Phone,Used Windows,Used Chrome OS,Used Linux,Is Licensed,Report Period',
    },
    {
      line: 'Report Refresh Date,User Id,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Used Web,Used Windows Phone,Used iOS,Used Mac,Used Android Phone,Used Windows,Report Period',
    },
  ],
});
