/** An entity of the set `forgetRequests`, as far as a receipt shows it. */
export interface ForgetRequest {
  readonly id: string;
  readonly mode: string;
  readonly state: string;
  readonly requestedAt: string;
  readonly walkedAt: string | null;
  readonly doneAt: string | null;
  readonly rowsLookedAt: number;
  readonly rowsDeleted: number;
  readonly rowsChanged: number;
  readonly rowsFailed: number;
  readonly sets: readonly string[];
  readonly pseudonym: string | null;
}

/** What no request to the service reaches, and until when it is there. */
const beyond: readonly string[] = [
  'Exports and backups that were made before hold the rows until they expire or are deleted; a restore leaves the person out.',
  'Copies that followers keep lose the rows when they next follow the changes, if they do.',
  'Log Analytics keeps addresses of requests for 30 days, unless the workspace says otherwise; names are in those that held one.',
  'Microsoft Graph goes on giving the reports of up to 180 days; the collector leaves the person out of them.',
];

/** What became of a request, for people. */
export function receipt(request: ForgetRequest): readonly string[] {
  const { id, mode, state, requestedAt, walkedAt, doneAt, rowsLookedAt, rowsDeleted, rowsChanged, rowsFailed, sets } =
    request;
  return [
    `Request ${id} (${mode}) of ${requestedAt}: ${state}`,
    `${rowsLookedAt} rows looked at, ${rowsDeleted} deleted, ${rowsChanged} changed${rowsFailed === 0 ? '' : `, ${rowsFailed} failed`}`,
    ...sets.map((set) => `  ${set}`),
    ...(request.pseudonym === null ? [] : [`Pseudonym: ${request.pseudonym}`]),
    ...(walkedAt === null ? [] : [`All rows were looked at by ${walkedAt}; of the names only digests are left.`]),
    doneAt === null
      ? 'It is done when the last trace of a deleted row is purged, 30 days after that.'
      : `The last trace of a deleted row was found purged at ${doneAt}.`,
    'Not reached by this:',
    ...beyond.map((line) => `  ${line}`),
  ];
}
