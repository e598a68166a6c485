import { column } from '../column.ts';
import { person } from '../person.ts';
import { report } from '../report.ts';
import { reportRefreshDate } from '../reportProperties.ts';
import { productType } from './productType.ts';

/** Where one user has activated one product. */
export const office365ActivationsUserDetail = report({
  name: 'office365ActivationsUserDetail',
  service: 'microsoft365',
  shape: 'detail',
  title: 'Microsoft 365 activations: each user',
  description: 'Where one user has activated one product.',
  properties: {
    reportRefreshDate,
    userPrincipalName: person.userPrincipalName,
    displayName: person.displayName,
    productType,
    lastActivatedDate: column.date(
      'Last Activated Date',
      'Last activation',
      'The last day on which the user activated the product.',
      { example: '2022-09-30', csvAliases: ['Last Activity Date'] },
    ),
    windows: column.level('Windows', 'Windows', 'Activations of the user on Windows.', { example: '1' }),
    mac: column.level('Mac', 'Mac', 'Activations of the user on Mac.', { example: '1' }),
    windows10Mobile: column.level(
      'Windows 10 Mobile',
      'Windows 10 Mobile',
      'Activations of the user on Windows 10 Mobile.',
      { example: '1' },
    ),
    ios: column.level('iOS', 'iOS', 'Activations of the user on iOS.', { example: '1' }),
    android: column.level('Android', 'Android', 'Activations of the user on Android.', { example: '1' }),
    activatedOnSharedComputer: column.flag(
      'Activated On Shared Computer',
      'Activated on a shared computer',
      'Whether the user has activated the product on a shared computer.',
    ),
  },
  subject: { names: ['userPrincipalName', 'productType'] },
  headerSeen: '2022-10-25',
  otherHeaders: [
    {
      line: 'Report Refresh Date,User Principal Name,Display Name,Product Type,Last Activated Date,Windows,Mac,Windows 10 Mobile,iOS,Android',
    },
    {
      line: 'Report Refresh Date,User Principal Name,Display Name,Product Type,Last Activity Date,Windows,Mac,Windows 10 Mobile,iOS,Android',
    },
  ],
  called: { parameters: [], periods: [] },
});
