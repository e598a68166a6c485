import { column } from './column.ts';

/** What the details say of a user. */
export const person = {
  userPrincipalName: column.text(
    'User Principal Name',
    'Sign-in name',
    'The sign-in name; a hash where the tenant conceals names.',
    { example: 'ada@contoso.example', person: 'subject' },
  ),
  displayName: column.text('Display Name', 'Name', 'The name of the user; a hash where the tenant conceals names.', {
    example: 'Ada Lovelace',
    person: 'subject',
  }),
  userId: column.text('User Id', 'User id', 'The id of the user; zeros where the tenant conceals names.', {
    example: 'a1f7c1de-9d5e-4a0c-8a0b-0d3f2f6f6c11',
    person: 'subject',
  }),
  isDeleted: column.flag('Is Deleted', 'Deleted', 'Whether the user has been deleted.', { example: 'false' }),
  deletedDate: column.date('Deleted Date', 'Deleted on', 'The day the user was deleted.', { example: '2022-10-20' }),
  lastActivityDate: column.date(
    'Last Activity Date',
    'Last activity',
    'The last day on which the user did what the report counts.',
  ),
  isLicensed: column.yesNo('Is Licensed', 'Licensed', 'Whether the user has a licence for the service.'),
  assignedProducts: column.texts('Assigned Products', 'Products', 'The products assigned to the user.', {
    example: 'OFFICE 365 E5',
  }),
} as const;
