import { column } from './column.ts';

/** What the details say of a group, be it of Microsoft 365 or of Viva Engage. */
export const group = {
  groupDisplayName: column.text(
    'Group Display Name',
    'Group',
    'The name of the group; a hash where the tenant conceals names.',
    { example: 'Sales' },
  ),
  isDeleted: column.flag('Is Deleted', 'Deleted', 'Whether the group has been deleted.', { example: 'false' }),
  ownerPrincipalName: column.text('Owner Principal Name', 'Owner', 'The sign-in name of the owner of the group.', {
    example: 'ada@contoso.example',
    person: 'owner',
  }),
  lastActivityDate: column.date(
    'Last Activity Date',
    'Last activity',
    'The last day on which something happened in the group.',
  ),
  groupType: column.text('Group Type', 'Kind', 'Whether the group is public or private.', { example: 'Private' }),
  memberCount: column.level('Member Count', 'Members', 'Members of the group.', { example: '25' }),
} as const;
