import { column } from '../column.ts';

/** The number of people by mail app, on a day or over a period. */
export const mailApps = (count: 'distinct' | 'period') => ({
  mailForMac: column[count]('Mail For Mac', 'Mail for Mac', 'People who used Mail for Mac.', { example: '4' }),
  outlookForMac: column[count]('Outlook For Mac', 'Outlook for Mac', 'People who used Outlook for Mac.', {
    example: '21',
  }),
  outlookForWindows: column[count](
    'Outlook For Windows',
    'Outlook for Windows',
    'People who used Outlook for Windows.',
    { example: '188' },
  ),
  outlookForMobile: column[count](
    'Outlook For Mobile',
    'Outlook for mobile',
    'People who used Outlook on phones and tablets.',
    { example: '143' },
  ),
  otherForMobile: column[count](
    'Other For Mobile',
    'Other mobile apps',
    'People who used another mail app on phones and tablets.',
    { example: '37' },
  ),
  outlookForWeb: column[count]('Outlook For Web', 'Outlook on the web', 'People who used Outlook in a browser.', {
    example: '96',
  }),
  pop3App: column[count]('POP3 App', 'POP3 apps', 'People who used an app that connects by POP3.', { example: '0' }),
  imap4App: column[count]('IMAP4 App', 'IMAP4 apps', 'People who used an app that connects by IMAP4.', {
    example: '2',
  }),
  smtpApp: column[count]('SMTP App', 'SMTP apps', 'People who used an app that connects by SMTP.', { example: '5' }),
});
