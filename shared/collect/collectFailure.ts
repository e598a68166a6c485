/** Why a report could not be collected, for the log: names no token, no pre-authenticated address and nothing out of a report. */
export class CollectFailure extends Error {
  /** It may go well when it is tried again. */
  readonly isTransient: boolean;
  /** Graph does not have the report, or not for this tenant. */
  readonly isUnavailable: boolean;
  /** Graph does not take the token, or the token does not allow it. */
  readonly isRefused: boolean;
  /** The header Retry-After of the answer. */
  readonly retryAfter: string | null;

  constructor(
    message: string,
    options: {
      isTransient?: boolean;
      isUnavailable?: boolean;
      isRefused?: boolean;
      retryAfter?: string | null;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'CollectFailure';
    this.isTransient = options.isTransient ?? false;
    this.isUnavailable = options.isUnavailable ?? false;
    this.isRefused = options.isRefused ?? false;
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** What is said of everything that the end of a run cuts off. */
export const timeIsOver = 'The time of the run was over.';
