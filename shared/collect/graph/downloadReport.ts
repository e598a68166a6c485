import type { ReportRequest } from './reportRequests.ts';
import { CollectFailure, timeIsOver } from '../collectFailure.ts';
import { isTransientStatus } from '../retryAfter.ts';
import { followRedirects } from './followRedirects.ts';
import { spoolReport, type Spooled } from './spoolReport.ts';

/** What a download may use. */
interface DownloadLimits {
  /** Most bytes of a file, after inflation. */
  readonly bytes: number;
  /** How long a download may take from the first request to the last byte, in milliseconds. */
  readonly time: number;
}

/** 512 MiB is two million rows of the longest report. */
const usualLimits: DownloadLimits = { bytes: 512 * 1024 * 1024, time: 300_000 };

/** Most bytes of an answer that is an error. */
const maxErrorBytes = 65_536;

/** Statuses by which Graph says that it does not have a report, or not for this tenant. */
const unavailable: readonly number[] = [400, 403, 404];

/** What to do about an answer of Graph. */
const remedies: Readonly<Partial<Record<number, string>>> = {
  401: 'the token was not accepted',
  403: 'the managed identity needs the application permission Reports.Read.All of Microsoft Graph (docs/collector.md)',
  400: 'this Graph does not have the report as it was asked for',
  404: 'this Graph does not have the report in this version (COLLECTOR_GRAPH_URL)',
};

/** The beginning of a body, as far as it is no longer than an error is. */
async function readError({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.byteLength;
    if (size > maxErrorBytes) break;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

/** What Graph says of an error: its code, which holds nothing of the report. */
async function errorCode(response: Response): Promise<string> {
  try {
    const { error } = JSON.parse(await readError(response)) as { readonly error: { readonly code: string } };
    return ` ${error.code.slice(0, 100)}`;
  } catch {
    return '';
  }
}

async function refusal(response: Response, host: string, redirected: boolean): Promise<CollectFailure> {
  const { status, headers } = response;
  const id = headers.get('request-id');
  const said = redirected ? '' : await errorCode(response);
  if (redirected) await response.body?.cancel();
  const remedy = redirected ? undefined : remedies[status];
  const details = [
    ...(remedy === undefined ? [] : [remedy]),
    ...(id === null ? [] : [`request-id ${id.slice(0, 64)}`]),
  ];
  const because = details.length === 0 ? '' : `: ${details.join('; ')}`;
  return new CollectFailure(`${host} answered ${status}${said}${because}.`, {
    // The address of a file is good for a few minutes only; a new one may be better.
    isTransient: redirected || isTransientStatus(status),
    isUnavailable: !redirected && unavailable.includes(status),
    isRefused: !redirected && (status === 401 || status === 403),
    retryAfter: headers.get('retry-after'),
  });
}

/**
 * Fetches the CSV file of a report to disk, whole before any of it is looked at, so that a connection that breaks leaves no
 * half rows, and none is open while rows are stored. With the beta version of Graph the format must be named.
 *
 * @param to where the file is to be; what a download that fails leaves there is the caller's to remove
 * @param signal the end of the run
 * @throws CollectFailure
 */
export async function downloadReport(
  origin: string,
  { path, version }: Pick<ReportRequest, 'path' | 'version'>,
  token: string,
  to: string,
  signal: AbortSignal,
  limits = usualLimits,
): Promise<Spooled> {
  const format = version === 'beta' ? '?$format=text/csv' : '';
  const timeout = AbortSignal.timeout(limits.time);
  try {
    const address = `${origin}/${version}/${path}${format}`;
    const headers = { Authorization: `Bearer ${token}` };
    const { response, host, redirected } = await followRedirects(address, headers, AbortSignal.any([signal, timeout]));
    if (response.status !== 200) throw await refusal(response, host, redirected);
    return await spoolReport(response, to, limits.bytes);
  } catch (error) {
    if (error instanceof CollectFailure) throw error;
    if (signal.aborted) throw new CollectFailure(timeIsOver, { cause: error });
    if (timeout.aborted) {
      throw new CollectFailure(`The report did not arrive within ${limits.time / 1000} s.`, { isTransient: true });
    }
    const { message, cause } = error as Error & {
      readonly cause?: { readonly code?: string; readonly message?: string };
    };
    const reason = cause?.code ?? cause?.message ?? message;
    throw new CollectFailure(`The connection failed: ${reason}.`, { isTransient: true, cause: error });
  }
}
