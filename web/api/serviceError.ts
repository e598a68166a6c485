interface ErrorBody {
  readonly error?: { readonly code?: string; readonly message?: string };
}

/** What went wrong, as far as it decides what a person can do. */
export type Trouble =
  'session' | 'network' | 'late' | 'forbidden' | 'missing' | 'busy' | 'failed' | 'unreadable' | 'refused';

const troubles: Readonly<Record<number, Trouble>> = {
  401: 'session',
  403: 'forbidden',
  404: 'missing',
  408: 'busy',
  429: 'busy',
  502: 'busy',
  503: 'busy',
  504: 'busy',
};

/** What came instead of data; the message is the service's own, where it had one. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly trouble: Trouble;
  /** For the operator: status, code, id of the request. */
  readonly detail: string;
  /** Seconds the service asks to wait (RFC 9110, 10.2.3). */
  readonly wait: number;

  constructor(trouble: Trouble, message: string, detail = '', wait = 0) {
    super(message);
    this.trouble = trouble;
    this.detail = detail;
    this.wait = wait;
  }
}

/** The seconds of a Retry-After as the service writes it; some where it has none. */
export function serviceErrorWait(header: string | null | undefined): number {
  const asked = Number(header ?? '5');
  return Number.isFinite(asked) ? Math.min(Math.max(Math.ceil(asked), 0), 300) : 5;
}

/** An answer that is an error (OData JSON Format 4.01, section 21.1). */
export function serviceErrorOf(status: number, body: unknown, wait = 0, requestId = ''): ServiceError {
  const { code, message } = (body as ErrorBody | null | undefined)?.error ?? {};
  const said = `${status} ${code ?? ''}: ${message ?? 'no message'}`;
  const detail = requestId === '' ? said : `${said}\nrequest-id ${requestId}`;
  const trouble = troubles[status] ?? (status < 500 ? 'refused' : 'failed');
  return new ServiceError(trouble, message ?? `The service answered ${status}.`, detail, wait);
}
