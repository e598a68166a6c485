import { column } from './column.ts';

/** What the reports of SharePoint sites and OneDrive accounts say of one. */
export const site = {
  siteId: column.text('Site Id', 'Site id', 'The id of the site; zeros where the tenant conceals names.', {
    example: '5b0a3f0e-7c1d-4a55-9d5c-3e6f2a9b8c01',
  }),
  siteUrl: column.text('Site URL', 'Address', 'The address of the site; empty in files since the end of 2023.', {
    example: 'https://contoso.example/sites/sales',
    person: 'site',
  }),
  siteType: column.text(
    'Site Type',
    'Kind of site',
    'The kind of site the numbers are about; All is all of them, and not the sum of the others.',
    { example: 'All' },
  ),
  ownerDisplayName: column.text(
    'Owner Display Name',
    'Owner',
    'The name of the owner; a hash where the tenant conceals names.',
    { example: 'Ada Lovelace', person: 'owner' },
  ),
  ownerPrincipalName: column.text(
    'Owner Principal Name',
    'Sign-in name of the owner',
    'The sign-in name of the owner; a hash where the tenant conceals names.',
    { example: 'ada@contoso.example', person: 'owner' },
  ),
  isDeleted: column.flag('Is Deleted', 'Deleted', 'Whether the site has been deleted.', { example: 'false' }),
  lastActivityDate: column.date(
    'Last Activity Date',
    'Last activity',
    'The last day on which files of the site were worked on.',
  ),
  fileCount: column.level('File Count', 'Files', 'Files on the site.', { example: '812' }),
  activeFileCount: column.period('Active File Count', 'Active files', 'Files on the site that were worked on.', {
    example: '40',
  }),
  storageUsedInBytes: column.level('Storage Used (Byte)', 'Storage used', 'Bytes in use by the site.', {
    unit: 'bytes',
    example: '2764800123',
  }),
  storageAllocatedInBytes: column.level('Storage Allocated (Byte)', 'Storage limit', 'Bytes the site may take.', {
    unit: 'bytes',
    example: '1099511627776',
  }),
};
