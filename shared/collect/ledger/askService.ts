/** A request to the service that keeps the rows. */
export interface AskedRequest {
  readonly method: 'GET' | 'PATCH' | 'POST';
  /** Below `/v1.0/`, with its query; escaped. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What it answers. */
export interface AskedAnswer {
  readonly status: number;
  /** The header Retry-After. */
  readonly retryAfter: string | null;
  /** The header Preference-Applied. */
  readonly preferenceApplied: string | null;
  /** The header ETag. */
  readonly entityTag: string | null;
  readonly body: string;
}

/** Sends a request to the service, in process or over HTTP. Rejects when there is no answer. */
export type AskService = (request: AskedRequest) => Promise<AskedAnswer>;
