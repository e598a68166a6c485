import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** Which mail apps, in which versions, one user connected with during the period. */
export const emailAppUsageUserDetail = report({
  name: 'emailAppUsageUserDetail',
  service: 'exchange',
  shape: 'detail',
  title: 'Outlook app usage: each user',
  description: 'Which mail apps, in which versions, one user connected with during the period.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    displayName: person.displayName,
    isDeleted: person.isDeleted,
    deletedDate: person.deletedDate,
    lastActivityDate: person.lastActivityDate,
    mailForMac: column.texts('Mail For Mac', 'Mail for Mac', 'The versions of Mail for Mac the user connected with.', {
      example: 'Outlook 2019',
    }),
    outlookForMac: column.texts(
      'Outlook For Mac',
      'Outlook for Mac',
      'The versions of Outlook for Mac the user connected with.',
      { example: 'Outlook 2019' },
    ),
    outlookForWindows: column.texts(
      'Outlook For Windows',
      'Outlook for Windows',
      'The versions of Outlook for Windows the user connected with.',
      { example: 'Outlook 2019' },
    ),
    outlookForMobile: column.texts(
      'Outlook For Mobile',
      'Outlook for mobile',
      'The versions of Outlook on phones and tablets the user connected with.',
      { example: 'Outlook 2019' },
    ),
    otherForMobile: column.texts(
      'Other For Mobile',
      'Other mobile apps',
      'The versions of other mail apps on phones and tablets the user connected with.',
      { example: 'Outlook 2019' },
    ),
    outlookForWeb: column.texts(
      'Outlook For Web',
      'Outlook on the web',
      'The versions of Outlook in a browser the user connected with.',
      { example: 'Outlook 2019' },
    ),
    pop3App: column.texts(
      'POP3 App',
      'POP3 apps',
      'The versions of apps that connect by POP3 the user connected with.',
      { example: 'Outlook 2019' },
    ),
    imap4App: column.texts(
      'IMAP4 App',
      'IMAP4 apps',
      'The versions of apps that connect by IMAP4 the user connected with.',
      { example: 'Outlook 2019' },
    ),
    smtpApp: column.texts(
      'SMTP App',
      'SMTP apps',
      'The versions of apps that connect by SMTP the user connected with.',
      { example: 'Outlook 2019' },
    ),
    reportPeriod,
  },
  headerSeen: '2023-01-25',
});
