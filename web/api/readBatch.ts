import type { Row } from '../figures/row.ts';
import type { ServiceClient } from './createClient.ts';
import { readJson } from './readJson.ts';
import { rowFormat, rowPageOf } from './readRows.ts';
import { ServiceError, serviceErrorOf, serviceErrorWait } from './serviceError.ts';

/** Rows, or why there are none. */
export type PartAnswer = readonly Row[] | ServiceError;

interface BatchedAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function answerOf({ status, headers, body }: BatchedAnswer): PartAnswer {
  if (status !== 200) {
    const named = new Map(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    return serviceErrorOf(status, body, serviceErrorWait(named.get('retry-after')), named.get('request-id') ?? '');
  }
  try {
    return rowPageOf(body).rows;
  } catch (error) {
    return error as ServiceError;
  }
}

/**
 * Reads several collections in one request (OData JSON Format 4.01, section 19): one that fails touches no other.
 *
 * @param parts addresses below `/v1.0/` by a name of the caller's
 */
export async function readBatch<K extends string>(
  client: ServiceClient,
  parts: Readonly<Record<K, string>>,
  signal: AbortSignal,
): Promise<Readonly<Record<K, PartAnswer>>> {
  const requests = Object.entries<string>(parts).map(([id, url]) => ({
    id,
    method: 'GET',
    url,
    headers: { accept: rowFormat },
  }));
  const response = await client.ask({
    address: '/v1.0/$batch',
    accept: 'application/json',
    signal,
    body: { requests },
  });
  const body = (await readJson(response, signal)) as { readonly responses?: readonly BatchedAnswer[] } | null;
  const responses = body?.responses;
  if (responses === undefined) throw new ServiceError('unreadable', 'The answer is no batch.');
  const answers = new Map(responses.map((answer) => [answer.id, answerOf(answer)]));
  const lost = new ServiceError('unreadable', 'The batch has no answer for this part.');
  return Object.fromEntries(Object.keys(parts).map((id) => [id, answers.get(id) ?? lost])) as Record<K, PartAnswer>;
}
