/** What an operation needs: to read the reports, or to change them. */
export type Access = 'read' | 'write';

/** What a permission gives: an access, and whether reports with a row for each user, group, team, site or mailbox are open to it. */
export type Grant = Access | 'details';
