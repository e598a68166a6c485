import { setTimeout as sleep } from 'node:timers/promises';
import { retryAfter } from '../../shared/collect/retryAfter.ts';
import { readJson } from '../../shared/json/readJson.ts';
import { isJsonObject, type JsonObject } from '../../shared/json/jsonValue.ts';
import { noAnswer } from '../import/noAnswer.ts';
import { RefusedRequest } from '../import/refusedRequest.ts';
import { sendDirectly } from '../import/sendDirectly.ts';
import type { Service } from '../import/service.ts';

/** An answer that is no success. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** How often a request is sent before it is given up. */
const attempts = 6;
const transient: readonly number[] = [408, 429, 500, 502, 503, 504];

function messageOf(body: string): string {
  try {
    return (JSON.parse(body) as { error: { message: string } }).error.message;
  } catch {
    return body.slice(0, 200);
  }
}

/**
 * Asks a service for a JSON object, again where that is of use.
 *
 * @param path behind the service root, or a link the service wrote, under whatever address it knows itself by
 * @throws AnswerError for an answer that is no success; Error when there is none
 */
export async function askService(
  { root, token, fetch: given }: Service,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<JsonObject> {
  const send = sendDirectly(given);
  const url = root + path.replace(/^https?:\/\/[^/]+\/v1\.0/, '');
  for (let attempt = 1; ; attempt += 1) {
    let failure: Error;
    let pause: string | null = null;
    try {
      const Authorization = `Bearer ${await token()}`;
      const response = await send(url, { headers: { Accept: 'application/json', ...headers, Authorization } });
      const text = await response.text();
      if (response.ok) {
        const json = readJson(text);
        if (isJsonObject(json)) return json;
        throw new AnswerError(response.status, `${url} answered something else than a JSON object.`);
      }
      pause = response.headers.get('retry-after');
      failure = new AnswerError(response.status, `${url} answered ${response.status}: ${messageOf(text)}`);
      if (!transient.includes(response.status)) throw failure;
    } catch (error) {
      if (error instanceof RefusedRequest) throw error;
      if (error instanceof AnswerError && !transient.includes(error.status)) throw error;
      failure = error instanceof AnswerError ? error : noAnswer(url, error).failure;
    }
    if (attempt === attempts) throw failure;
    await sleep(retryAfter(pause, attempt));
  }
}
