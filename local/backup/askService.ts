import { setTimeout as sleep } from 'node:timers/promises';
import { reasonIn } from '../../shared/errors/reasonIn.ts';
import { isTransientStatus, retryAfter } from '../../shared/collect/retryAfter.ts';
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
      failure = new AnswerError(response.status, `${url} answered ${response.status}: ${reasonIn(text)}`);
      if (!isTransientStatus(response.status)) throw failure;
    } catch (error) {
      if (error instanceof RefusedRequest) throw error;
      if (error instanceof AnswerError && !isTransientStatus(error.status)) throw error;
      failure = error instanceof AnswerError ? error : noAnswer(url, error).failure;
    }
    if (attempt === attempts) throw failure;
    await sleep(retryAfter(pause, attempt));
  }
}
