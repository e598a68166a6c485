import { errorTable, type InnerCode } from './errorTable.ts';

/** One further finding of the same request (OData JSON Format 4.01, section 21.1). */
export interface ErrorDetail {
  readonly code: InnerCode;
  readonly message: string;
  readonly target?: string;
}

/** What an error may carry besides its code and message. */
export interface ErrorOptions {
  /** The property, option or header that was wrong. */
  readonly target?: string;
  readonly details?: readonly ErrorDetail[];
  /** Response headers the status demands, such as `Allow`, `WWW-Authenticate`, `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What happened below; goes to the log and never into an answer. */
  readonly cause?: unknown;
}

/** Halves of characters above U+FFFF that stand alone: what is left where a text of the caller was cut between them. */
const halves = /\p{Surrogate}/gu;

/** The only error class that reaches a caller: its message is public and says what, where and what would be right. */
export class ODataError extends Error {
  override readonly name = 'ODataError';
  readonly innerCode: InnerCode;
  readonly status: number;
  readonly target: string | undefined;
  readonly details: readonly ErrorDetail[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(innerCode: InnerCode, message: string, options: ErrorOptions = {}) {
    super(message.replace(halves, ''), options.cause === undefined ? undefined : { cause: options.cause });
    this.innerCode = innerCode;
    this.status = errorTable[innerCode].status;
    this.target = options.target?.replace(halves, '');
    this.details = options.details ?? [];
    this.headers = options.headers ?? {};
  }
}
