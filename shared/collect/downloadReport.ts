import type { CollectorSettings } from '../settings/settings.ts';
import { CollectFailure, timeIsOver } from './collectFailure.ts';
import { followRedirects } from './followRedirects.ts';

/** What a download may use. */
interface DownloadLimits {
  /** Most bytes of a file, after inflation. */
  readonly bytes: number;
  /** How long a download may take from the first request to the last byte, in milliseconds. */
  readonly time: number;
}

/** 128 MiB is half a million rows of the longest report. */
const usualLimits: DownloadLimits = { bytes: 128 * 1024 * 1024, time: 120_000 };

/** Most bytes of an answer that is an error. */
const maxErrorBytes = 65_536;

/** Statuses after which the same request may go well. */
const transient: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

/** What to do about an answer of Graph. */
const remedies: Readonly<Partial<Record<number, string>>> = {
  401: 'the token was not accepted',
  403: 'the managed identity needs the application permission Reports.Read.All of Microsoft Graph (docs/collector.md)',
  404: 'this Graph does not have the report in this version (COLLECTOR_GRAPH_URL)',
};

async function readWhole({ body }: Response, most: number): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.byteLength;
    if (size > most) throw new CollectFailure(`The report is larger than ${most} bytes.`);
    pieces.push(piece);
  }
  return pieces;
}

/** What Graph says of an error: its code, which holds nothing of the report. */
async function errorCode(response: Response): Promise<string> {
  try {
    const pieces = await readWhole(response, maxErrorBytes);
    const { error } = JSON.parse(Buffer.concat(pieces).toString()) as { readonly error: { readonly code: string } };
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
    isTransient: redirected || transient.includes(status),
    retryAfter: headers.get('retry-after'),
  });
}

/**
 * Fetches the CSV file of a report, whole before any of it is looked at, so that a connection that breaks leaves no
 * half rows. With the beta version of Graph the format must be named.
 *
 * @param call such as `getX(period='D7')`
 * @param signal the end of the run
 * @throws CollectFailure
 */
export async function downloadReport(
  { origin, version }: CollectorSettings['graph'],
  call: string,
  token: string,
  signal: AbortSignal,
  limits = usualLimits,
): Promise<readonly Uint8Array[]> {
  const format = version === 'beta' ? '?$format=text/csv' : '';
  const timeout = AbortSignal.timeout(limits.time);
  try {
    const address = `${origin}/${version}/reports/${call}${format}`;
    const headers = { Authorization: `Bearer ${token}` };
    const { response, host, redirected } = await followRedirects(address, headers, AbortSignal.any([signal, timeout]));
    if (response.status !== 200) throw await refusal(response, host, redirected);
    return await readWhole(response, limits.bytes);
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
