/** What an operation needs: to read the reports, to change them, or to have persons forgotten. */
export type Access = 'read' | 'write' | 'forget';

/** What a permission gives: an access, and whether reports with a row for each user, group, team, site or mailbox are open to it. */
export type Grant = Access | 'details';
