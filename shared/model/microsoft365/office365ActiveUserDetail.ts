import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportRefreshDate } from '../reportProperties.ts';

/** The licences of one user and the last day of use of each Microsoft 365 service. */
export const office365ActiveUserDetail = report({
  name: 'office365ActiveUserDetail',
  service: 'microsoft365',
  shape: 'detail',
  title: 'Microsoft 365 active users: each user',
  description: 'The licences of one user and the last day of use of each Microsoft 365 service.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    displayName: person.displayName,
    isDeleted: person.isDeleted,
    deletedDate: person.deletedDate,
    hasExchangeLicense: column.flag(
      'Has Exchange License',
      'Exchange licence',
      'Whether the user has a licence for Exchange.',
    ),
    hasOneDriveLicense: column.flag(
      'Has OneDrive License',
      'OneDrive licence',
      'Whether the user has a licence for OneDrive.',
    ),
    hasSharePointLicense: column.flag(
      'Has SharePoint License',
      'SharePoint licence',
      'Whether the user has a licence for SharePoint.',
    ),
    hasSkypeForBusinessLicense: column.flag(
      'Has Skype For Business License',
      'Skype for Business licence',
      'Whether the user has a licence for Skype for Business.',
    ),
    hasYammerLicense: column.flag(
      'Has Yammer License',
      'Viva Engage licence',
      'Whether the user has a licence for Yammer.',
    ),
    hasTeamsLicense: column.flag(
      'Has Teams License',
      'Teams licence',
      'Whether the user has a licence for Microsoft Teams.',
    ),
    exchangeLastActivityDate: column.date(
      'Exchange Last Activity Date',
      'Exchange: last activity',
      'The last day on which the user used Exchange.',
    ),
    oneDriveLastActivityDate: column.date(
      'OneDrive Last Activity Date',
      'OneDrive: last activity',
      'The last day on which the user used OneDrive.',
    ),
    sharePointLastActivityDate: column.date(
      'SharePoint Last Activity Date',
      'SharePoint: last activity',
      'The last day on which the user used SharePoint.',
    ),
    skypeForBusinessLastActivityDate: column.date(
      'Skype For Business Last Activity Date',
      'Skype for Business: last activity',
      'The last day on which the user used Skype for Business.',
    ),
    yammerLastActivityDate: column.date(
      'Yammer Last Activity Date',
      'Viva Engage: last activity',
      'The last day on which the user used Yammer.',
    ),
    teamsLastActivityDate: column.date(
      'Teams Last Activity Date',
      'Teams: last activity',
      'The last day on which the user used Microsoft Teams.',
    ),
    exchangeLicenseAssignDate: column.date(
      'Exchange License Assign Date',
      'Exchange: licence since',
      'The day the user was given the licence for Exchange.',
      { example: '2021-01-10' },
    ),
    oneDriveLicenseAssignDate: column.date(
      'OneDrive License Assign Date',
      'OneDrive: licence since',
      'The day the user was given the licence for OneDrive.',
      { example: '2021-01-10' },
    ),
    sharePointLicenseAssignDate: column.date(
      'SharePoint License Assign Date',
      'SharePoint: licence since',
      'The day the user was given the licence for SharePoint.',
      { example: '2021-01-10' },
    ),
    skypeForBusinessLicenseAssignDate: column.date(
      'Skype For Business License Assign Date',
      'Skype for Business: licence since',
      'The day the user was given the licence for Skype for Business.',
      { example: '2021-01-10' },
    ),
    yammerLicenseAssignDate: column.date(
      'Yammer License Assign Date',
      'Viva Engage: licence since',
      'The day the user was given the licence for Yammer.',
      { example: '2021-01-10' },
    ),
    teamsLicenseAssignDate: column.date(
      'Teams License Assign Date',
      'Teams: licence since',
      'The day the user was given the licence for Microsoft Teams.',
      { example: '2021-01-10' },
    ),
    assignedProducts: person.assignedProducts,
  },
  headerSeen: '2022-10-23',
});
