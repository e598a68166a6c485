/** What an operation needs: to read the reports, or to change them. */
export type Access = 'read' | 'write';
