/** A request of the bulk upsert of the service (Protocol 4.01, 11.4.13). */
export interface UpsertRequest {
  readonly method: 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The delta payload of rows, given as JSON texts, each of which is for itself. */
export function upsertRequest(rows: readonly string[]): UpsertRequest {
  return {
    method: 'PATCH',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      Prefer: 'continue-on-error, omit-values=nulls',
    },
    body: `{"@context":"#$delta","value":[${rows.join(',')}]}`,
  };
}
