import { entityType } from '../edm/entityType.ts';
import { reportRefreshDate } from './reportProperties.ts';

/** What each user is licensed for and when they last used it (Microsoft Graph beta, office365ActiveUserDetail). */
export const office365ActiveUserDetail = entityType({
  name: 'office365ActiveUserDetail',
  description: 'The licences of one user and the last day of use of each Microsoft 365 service.',
  properties: {
    reportRefreshDate,
    userPrincipalName: {
      type: 'Edm.String',
      csvColumn: 'User Principal Name',
      description: 'The sign-in name of the user; a hash where the tenant conceals names.',
      example: 'ada@contoso.example',
    },
    displayName: {
      type: 'Edm.String',
      csvColumn: 'Display Name',
      description: 'The name of the user; a hash where the tenant conceals names.',
      example: 'Ada Lovelace',
    },
    isDeleted: {
      type: 'Edm.Boolean',
      csvColumn: 'Is Deleted',
      description: 'Whether the user has been deleted.',
      example: 'false',
    },
    deletedDate: {
      type: 'Edm.Date',
      csvColumn: 'Deleted Date',
      description: 'The day the user was deleted.',
      example: '2022-10-20',
    },
    hasExchangeLicense: {
      type: 'Edm.Boolean',
      csvColumn: 'Has Exchange License',
      description: 'Whether the user has a licence for Exchange.',
      example: 'true',
    },
    hasOneDriveLicense: {
      type: 'Edm.Boolean',
      csvColumn: 'Has OneDrive License',
      description: 'Whether the user has a licence for OneDrive.',
      example: 'true',
    },
    hasSharePointLicense: {
      type: 'Edm.Boolean',
      csvColumn: 'Has SharePoint License',
      description: 'Whether the user has a licence for SharePoint.',
      example: 'true',
    },
    hasSkypeForBusinessLicense: {
      type: 'Edm.Boolean',
      csvColumn: 'Has Skype For Business License',
      description: 'Whether the user has a licence for Skype for Business.',
      example: 'true',
    },
    hasYammerLicense: {
      type: 'Edm.Boolean',
      csvColumn: 'Has Yammer License',
      description: 'Whether the user has a licence for Yammer.',
      example: 'true',
    },
    hasTeamsLicense: {
      type: 'Edm.Boolean',
      csvColumn: 'Has Teams License',
      description: 'Whether the user has a licence for Microsoft Teams.',
      example: 'true',
    },
    exchangeLastActivityDate: {
      type: 'Edm.Date',
      csvColumn: 'Exchange Last Activity Date',
      description: 'The last day on which the user used Exchange.',
      example: '2022-10-21',
    },
    oneDriveLastActivityDate: {
      type: 'Edm.Date',
      csvColumn: 'OneDrive Last Activity Date',
      description: 'The last day on which the user used OneDrive.',
      example: '2022-10-21',
    },
    sharePointLastActivityDate: {
      type: 'Edm.Date',
      csvColumn: 'SharePoint Last Activity Date',
      description: 'The last day on which the user used SharePoint.',
      example: '2022-10-21',
    },
    skypeForBusinessLastActivityDate: {
      type: 'Edm.Date',
      csvColumn: 'Skype For Business Last Activity Date',
      description: 'The last day on which the user used Skype for Business.',
      example: '2022-10-21',
    },
    yammerLastActivityDate: {
      type: 'Edm.Date',
      csvColumn: 'Yammer Last Activity Date',
      description: 'The last day on which the user used Yammer.',
      example: '2022-10-21',
    },
    teamsLastActivityDate: {
      type: 'Edm.Date',
      csvColumn: 'Teams Last Activity Date',
      description: 'The last day on which the user used Microsoft Teams.',
      example: '2022-10-21',
    },
    exchangeLicenseAssignDate: {
      type: 'Edm.Date',
      csvColumn: 'Exchange License Assign Date',
      description: 'The day the user was given the licence for Exchange.',
      example: '2021-01-10',
    },
    oneDriveLicenseAssignDate: {
      type: 'Edm.Date',
      csvColumn: 'OneDrive License Assign Date',
      description: 'The day the user was given the licence for OneDrive.',
      example: '2021-01-10',
    },
    sharePointLicenseAssignDate: {
      type: 'Edm.Date',
      csvColumn: 'SharePoint License Assign Date',
      description: 'The day the user was given the licence for SharePoint.',
      example: '2021-01-10',
    },
    skypeForBusinessLicenseAssignDate: {
      type: 'Edm.Date',
      csvColumn: 'Skype For Business License Assign Date',
      description: 'The day the user was given the licence for Skype for Business.',
      example: '2021-01-10',
    },
    yammerLicenseAssignDate: {
      type: 'Edm.Date',
      csvColumn: 'Yammer License Assign Date',
      description: 'The day the user was given the licence for Yammer.',
      example: '2021-01-10',
    },
    teamsLicenseAssignDate: {
      type: 'Edm.Date',
      csvColumn: 'Teams License Assign Date',
      description: 'The day the user was given the licence for Microsoft Teams.',
      example: '2021-01-10',
    },
    assignedProducts: {
      type: 'Edm.String',
      collection: true,
      csvColumn: 'Assigned Products',
      description: 'The products assigned to the user.',
      example: 'OFFICE 365 E5',
    },
  },
  naturalKey: ['reportRefreshDate', 'userPrincipalName'],
  indexes: ['reportRefreshDate'],
  reportFunction: {
    name: 'getOffice365ActiveUserDetail',
    parameters: ['period', 'date'],
    refreshDate: 'reportRefreshDate',
  },
});
