/** What one request leaves in the log: one line, without tokens, bodies or keys. */
export interface RequestRecord {
  readonly operation: string;
  readonly status: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly storageRequests: number;
  readonly storageRetries: number;
  /** Rows storage returned. */
  readonly storageRows: number;
  readonly tenant: string | undefined;
  readonly requestId: string;
  /** Of the W3C trace context the request came with. */
  readonly traceId: string | undefined;
}

export type LogLevel = 'info' | 'warning' | 'error';

/** Where the service writes; the detail of failures goes here and nowhere else. */
export interface ServiceLog {
  request(record: RequestRecord): void;
  write(level: LogLevel, message: string, detail?: unknown): void;
}

const line = (entry: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify(entry, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))}\n`;

/** Describes a failure for the operator: name, message, code, and what caused it. */
function describe(detail: unknown): unknown {
  if (!(detail instanceof Error)) return detail;
  return { name: detail.name, message: detail.message, stack: detail.stack, cause: describe(detail.cause) };
}

/** Structured lines for the Functions host, which forwards what a worker writes to its log. */
export function createServiceLog(write: (line: string) => void): ServiceLog {
  return {
    request: (record) => write(line({ level: 'info', message: 'request', ...record })),
    write: (level, message, detail) =>
      write(line({ level, message, ...(detail === undefined ? {} : { detail: describe(detail) }) })),
  };
}
