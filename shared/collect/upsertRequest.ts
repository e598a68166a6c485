/** A request of the bulk upsert of the service (Protocol 4.01, 11.4.13). */
export interface UpsertRequest {
  readonly method: 'PATCH';
  /** Behind the address of the entity set. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is stored of a newer report stays as it is; a service must acknowledge it. */
export const keepNewer = 'keep-newer';

/** It is told what would become of rows, and nothing is written; a service must acknowledge it. */
export const dryRun = 'dry-run';

/** The delta payload of rows, given as JSON texts, each of which is for itself. */
export function upsertRequest(rows: readonly string[], isDryRun = false): UpsertRequest {
  return {
    method: 'PATCH',
    // What became of each item is all that is read of the answer.
    query: '?$select=id',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json;odata.metadata=none',
      Prefer: ['continue-on-error', 'omit-values=nulls', keepNewer, ...(isDryRun ? [dryRun] : [])].join(', '),
    },
    body: `{"@context":"#$delta","value":[${rows.join(',')}]}`,
  };
}
