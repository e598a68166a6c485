import { column } from '../column.ts';
import { person } from '../person.ts';

/** What the details of Viva Engage say of a user, in the order of their files. */
export const engageUser = {
  userPrincipalName: person.userPrincipalName,
  displayName: person.displayName,
  userState: column.text('User State', 'State', 'Whether the user is active, suspended or deleted.', {
    example: 'active',
  }),
  stateChangeDate: column.date('State Change Date', 'State changed', 'The day the state of the user changed.', {
    example: '2022-04-12',
  }),
  lastActivityDate: person.lastActivityDate,
} as const;
