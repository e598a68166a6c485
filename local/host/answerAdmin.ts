import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { reasonOf } from '../../shared/errors/reasonOf.ts';
import { answerEmpty } from './answerEmpty.ts';
import type { FunctionsCore, RegisteredFunction } from './functionsCore.ts';
import { invokeFunction } from './invokeFunction.ts';

const address = /^\/admin\/functions\/([\w-]+)\/?$/i;

/** Addresses of the host itself, which ask for its master key. */
const ofTheHost = /^\/(?:admin\/(?:host|functions|vfs)|runtime\/webhooks)(?:[/?]|$)/i;

/** What the library is handed of a timer that is run by hand. */
const timer = {
  Schedule: { AdjustForDST: true },
  ScheduleStatus: null,
  IsPastDue: false,
};

/** The name of the function's timer trigger; undefined when it has none. */
function timerOf({ metadata }: RegisteredFunction): string | undefined {
  return Object.entries(metadata.bindings).find(([, { type }]) => type?.toLowerCase() === 'timertrigger')?.[0];
}

async function run(core: FunctionsCore, called: RegisteredFunction, trigger: string): Promise<void> {
  const { name } = called.metadata;
  try {
    await invokeFunction(core, called, {
      invocationId: randomUUID(),
      inputData: [{ name: trigger, data: { json: JSON.stringify(timer) } }],
      triggerMetadata: {},
      traceContext: {
        traceParent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`,
        traceState: '',
      },
    });
    core.log('information', 'user', `Executed 'Functions.${name}' (Succeeded)`);
  } catch (error) {
    core.log('error', 'user', `Executed 'Functions.${name}' (Failed): ${reasonOf(error)}`);
  }
}

async function isJsonObject(request: IncomingMessage): Promise<boolean> {
  try {
    const value = JSON.parse(await text(request)) as unknown;
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/**
 * `POST /admin/functions/{name}` with a JSON object runs a timer now and answers 202 at once, as the real host and Core
 * Tools do; without JSON it is 415 or 400, so that no page in a browser can do it. Schedules do not run here.
 * The other addresses of the host ask for a key that nobody has: 401.
 *
 * @param running invocations that have not ended
 * @param next answers every other request
 */
export function answerAdmin(
  core: FunctionsCore,
  running: Set<Promise<unknown>>,
  next: RequestListener,
): RequestListener {
  return (request, response) => {
    const name = request.method === 'POST' ? address.exec(request.url ?? '')?.[1]?.toLowerCase() : undefined;
    if (name === undefined) {
      const { url = '' } = request;
      if (/^\/admin\/host\/ping\/?(?:\?|$)/i.test(url)) answerEmpty(response, 200);
      else if (ofTheHost.test(url)) answerEmpty(response, 401);
      else next(request, response);
      return;
    }
    const called = [...core.functions.values()].find(({ metadata }) => metadata.name.toLowerCase() === name);
    const trigger = called && timerOf(called);
    if (called === undefined || trigger === undefined) {
      answerEmpty(response, 404);
      return;
    }
    if (!/^application\/json *(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
      answerEmpty(response, 415);
      return;
    }
    const invocation = isJsonObject(request)
      .then(async (isRight) => {
        answerEmpty(response, isRight ? 202 : 400);
        if (isRight) await run(core, called, trigger);
      })
      .finally(() => running.delete(invocation));
    running.add(invocation);
  };
}
