import { setTimeout as sleep } from 'node:timers/promises';
import type { ProxyFault } from './faultProxy.ts';
import { comesLater, misguide, pacifierOf } from './hostileAuthority.ts';
import type { HostileCase } from './hostileCase.ts';
import { checkEveryAnswer, checkExpectation, isOfPlatform } from './hostileChecks.ts';
import { existingId, hostileInputs, type HostileInput } from './hostileInputs.ts';
import { checkMusts, readExisting } from './hostileMusts.ts';
import type { HostileStage } from './hostileStage.ts';
import { genuineToken } from './hostileTokens.ts';
import { documentedBody, newId, setPath } from './reports.ts';
import type { BuiltApp } from './startBuiltApp.ts';
import { wireRequest, type WireAnswer } from './wireRequest.ts';

/** What storage does, by the words a case has for it; the first that fits counts. */
const storageFaults: readonly (readonly [words: RegExp, fault: ProxyFault])[] = [
  [/throw/, { status: 400 }],
  [/50[034]|429|412|409/, {}],
  [/hang|time ?out|slow/, { delay: 40_000 }],
  [/truncat|partial/, { truncate: true }],
  [/reset/i, { reset: 'before' }],
  // What the caller does, and what the settings lead to.
  [/abort|disconnect|ECONNREFUSED|ENOTFOUND|DNS|TLS|unreachable/i, {}],
];

function storageFault(words: string): ProxyFault | undefined {
  const found = storageFaults.find(([pattern]) => pattern.test(words))?.[1];
  if (found === undefined && words !== '') throw new Error(`Nobody knows how to fail with '${words}'`);
  const status = /50[034]|429|412|409/.exec(words)?.[0];
  return status === undefined ? found : { status: Number(status) };
}

/** Settings a case asks for: those of the words `AUTH_X is set to y`, or storage that cannot be connected to. */
function settingsOf({ setup = '', request }: HostileCase, { forge }: HostileStage): Readonly<Record<string, string>> {
  const [, name, value = ''] = /(AUTH_\w+|PUBLIC_URL) (?:is set to|=) (.+)/.exec(setup) ?? [];
  const isRefused = /ECONNREFUSED|ENOTFOUND|DNS|TLS|unreachable/i.test(request.fault ?? '');
  const port1 =
    'DefaultEndpointsProtocol=http;AccountName=reports;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/reports;';
  return {
    ...(name !== undefined &&
      !value.includes('client id of the valid token') && {
        [name]: value.replaceAll('{{tenant}}', forge.entra.tenant),
      }),
    ...(isRefused && { ReportsStorage: port1 }),
  };
}

/** How often a request is repeated at most: more often than there may be requests in flight. */
const mostRepeats = 200;

/** Every answer of one input: several when it is sent in parallel or repeated. */
async function send(app: BuiltApp, { request }: HostileCase, input: HostileInput): Promise<readonly WireAnswer[]> {
  const once = async (head = input.wire.head): Promise<WireAnswer> =>
    await wireRequest(app.url, { ...input.wire, head });
  const { parallel, repeat } = request;
  if (parallel !== undefined) {
    const properties = ['teams', 'yammer', 'exchange', 'oneDrive'];
    const own = request.body === undefined && request.rawBody === undefined && request.method === 'PATCH';
    return await Promise.all(
      Array.from({ length: parallel }, async (_, index) => {
        if (!own) return await once();
        const body = `{"${properties[index % properties.length] ?? ''}":${700_000 + index}}`;
        const head = input.wire.head.replace(
          /\r\n\r\n$/,
          `\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
        );
        return await wireRequest(app.url, { head, pieces: [Buffer.from(body)] });
      }),
    );
  }
  const answers: WireAnswer[] = [];
  const pace = 20;
  const times = Math.min(repeat ?? 1, mostRepeats);
  for (let sent = 0; sent < times; sent += pace)
    answers.push(
      ...(await Promise.all(Array.from({ length: Math.min(pace, times - sent) }, async () => await once()))),
    );
  return answers;
}

async function putExisting({ app, forge }: HostileStage): Promise<void> {
  const body = Buffer.from(JSON.stringify(documentedBody));
  const headers = `Host: x\r\nAuthorization: Bearer ${genuineToken(forge)}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  const { status } = await wireRequest(app.url, {
    head: `PUT ${setPath}/${existingId} HTTP/1.1\r\n${headers}\r\n\r\n`,
    pieces: [body],
  });
  if (status !== 200 && status !== 201) throw new Error(`The entity cannot be put: ${status}`);
}

/** The app a case is played on: a fresh one when the authority misbehaves from the start or the settings differ. */
async function appFor(item: HostileCase, stage: HostileStage): Promise<BuiltApp> {
  const server = item.token?.server;
  const settings = settingsOf(item, stage);
  const isFresh = server !== undefined || Object.keys(settings).length > 0;
  const app = isFresh ? await stage.fresh(settings) : stage.app;
  if (server === undefined) return app;
  if (comesLater(server)) await readExisting({ ...stage, app });
  misguide(stage.forge, server);
  await sleep(1000 * Number(/\b(\d{1,2}) s before/.exec(server)?.[1] ?? 0));
  return app;
}

/** node:http refuses headers over 16 KiB by itself, and may break the connection before the answer is read. */
function isTooLong({ wire }: HostileInput, { status }: WireAnswer): boolean {
  return [0, 431].includes(status) && wire.head.length > 16_384;
}

/** An empty bearer is no bad token but none, whatever list it stands in (design, section 4). */
function expectationOf({ wire }: HostileInput, expected: HostileCase['expect']): HostileCase['expect'] {
  const challenge = expected.headers?.['WWW-Authenticate'];
  if (challenge === undefined || !/\r\nAuthorization: Bearer *\r\n/.test(wire.head)) return expected;
  return { ...expected, headers: { 'WWW-Authenticate': challenge.replace(/, error=.*/s, ' (no error)') } };
}

/** What the app has logged since, with the lines about these answers, which it gathers for a moment. */
async function logOf(app: BuiltApp, from: number, answers: readonly WireAnswer[]): Promise<string> {
  const ids = answers.flatMap(({ headers }) => headers.get('request-id') ?? []);
  let log = app.log(from);
  for (let waited = 0; waited < 60 && !ids.every((id) => log.includes(id)); waited += 1) {
    await sleep(5);
    log = app.log(from);
  }
  return log;
}

/** Plays one input; `before` is what is stored before, and the result what is stored afterwards. */
async function playInput(
  item: HostileCase,
  app: BuiltApp,
  input: HostileInput,
  stage: HostileStage,
  before: string,
): Promise<string> {
  const { request, expect: expected } = item;
  const { entra } = stage.forge;
  const visited = stage.canary.visits();
  const logged = app.logged();
  const used = app.resources() ?? { memory: 0, work: 0 };
  stage.fault = storageFault(request.fault ?? '');
  const answers = await send(app, item, input);
  stage.fault = undefined;
  const using = app.resources() ?? used;
  const growth = using.memory - used.memory;
  const work = using.work - used.work;
  const known = { tenant: entra.tenant, authority: entra.authority, base: new URL(app.url).origin };
  const statuses = answers.map(({ status }) => status);
  for (const answer of answers) {
    if (input.wire.abort === true || isTooLong(input, answer)) continue;
    const isHalfRight = request.parallel !== undefined && [200, 201].includes(answer.status);
    if (!isHalfRight) checkExpectation(answer, expectationOf(input, expected), known, input.wire.head);
    const isForPlatform = input.isRaw || /%00|%2e/i.test(input.wire.head);
    if (!isOfPlatform(answer)) checkEveryAnswer(answer, input.wire.head);
    // What is not malformed on the wire the platform answers only where a ruling says so.
    else if (!isForPlatform) expect(expected.alsoAcceptable).toContain(answer.status);
  }
  const after = await stage.rows();
  // What was refused or only read has changed nothing, an attempt of the storage to fail apart.
  const writes =
    statuses.some((status) => status >= 200 && status < 300) && !/^(GET|HEAD|OPTIONS)$/.test(request.method ?? 'GET');
  if (!writes) expect(after).toBe(before);
  const log = await logOf(app, logged, answers);
  expect(log).not.toMatch(/eyJ[\w-]{10,}\.|Eby8vdM02xNOcqFlqUwJPLlmEtl/);
  const visits = stage.canary.visits() - visited;
  const { wire, held } = input;
  const played = { stage: { ...stage, app }, answers, before, after, log, visits, growth, work, wire, held };
  await checkMusts(expected.must ?? [], played);
  expect(visits).toBe(0);
  if (parallelStatuses(item)) expect(statuses).toContain(expected.status);
  return after;
}

function parallelStatuses({ request }: HostileCase): boolean {
  return request.parallel !== undefined;
}

/** Plays everything a case stands for on the stage and checks all the case and the rules of the house expect. */
export async function playHostileCase(item: HostileCase, stage: HostileStage): Promise<void> {
  const pacify = pacifierOf(stage.forge);
  await putExisting(stage);
  const app = await appFor(item, stage);
  try {
    const inputs = hostileInputs(item, { ...stage, app }, newId());
    let before = await stage.rows();
    for (const input of inputs) {
      const after = await playInput(item, app, input, stage, before);
      if (after === before) continue;
      // Only while the authority is itself: the app all cases share must not learn keys that are taken back.
      if (app === stage.app) await putExisting(stage).catch(() => undefined);
      before = await stage.rows();
    }
  } finally {
    stage.fault = undefined;
    pacify();
    if (app !== stage.app) await app.stop();
  }
  expect(JSON.parse(await readExisting(stage))).toHaveProperty('id', existingId);
}
