/** What one request leaves in the log: one line, without tokens, bodies or keys. */
export interface RequestRecord {
  readonly operation: string;
  readonly status: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly storageRequests: number;
  readonly storageRetries: number;
  /** Rows received from storage. */
  readonly storageRows: number;
  /** Milliseconds in which storage was waited for. */
  readonly storageMs: number;
  /** Entities that were deleted; undefined when none was. */
  readonly deleted: number | undefined;
  readonly tenant: string | undefined;
  /** Id of the application that called. */
  readonly client: string | undefined;
  /** Object id of the user it called for; undefined for an application by itself, and where callers are not logged. */
  readonly caller: string | undefined;
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

/** Of a request, of which there are many: a look at each of its values takes half as long again, and so does a copy of it. */
const lineOf = (record: RequestRecord): string =>
  `{"level":"info","message":"request",${JSON.stringify(record).slice(1)}\n`;

/** Describes a failure for the operator: name, message, code, and what caused it. */
function describe(detail: unknown): unknown {
  if (!(detail instanceof Error)) return detail;
  return { name: detail.name, message: detail.message, stack: detail.stack, cause: describe(detail.cause) };
}

/**
 * Takes the finished lines. The Functions host logs what comes by stderr as an error, or as a warning where the line has
 * "warn" in it, and what comes by stdout as information (azure-functions-host, RpcWorkerProcess).
 */
export type WriteLine = (line: string, level: LogLevel) => void;

/** In a JSON text the same word, which the host does not recognise. */
const hidden = (text: string): string => text.replaceAll(/w(?=arn)/gi, (letter) => jsonEscape(letter));

const jsonEscape = (letter: string): string => `\\u00${letter.charCodeAt(0).toString(16)}`;

/** Structured lines for the Functions host, which forwards what a worker writes to its log. */
export function createServiceLog(write: WriteLine): ServiceLog {
  return {
    request: (record) => write(lineOf(record), 'info'),
    write: (level, message, detail) => {
      const text = line({ level, message, ...(detail === undefined ? {} : { detail: describe(detail) }) });
      write(level === 'error' ? hidden(text) : text, level);
    },
  };
}
