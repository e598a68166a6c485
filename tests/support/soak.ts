import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { hostileReads } from './hostileReads.ts';
import { documentedBody, setPath } from './reports.ts';
import type { BuiltApp } from './startBuiltApp.ts';
import { wireRequest, type WireAnswer, type WireRequest } from './wireRequest.ts';

/** What a soak saw. */
export interface SoakReport {
  /** Answers to good callers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Refusals of good callers that do not say when to come again. */
  readonly rude: number;
  /** Answers to good callers that are none of those meant, the first ten: the request, and all that was answered. */
  readonly surprises: readonly string[];
  /** Milliseconds 99 of 100 good requests took at most, refused ones left out. */
  readonly p99: number;
  /** Memory in MiB and handles, a sample a second. */
  readonly samples: readonly { readonly memory: number; readonly handles: number }[];
}

interface SoakOptions {
  readonly app: BuiltApp;
  readonly token: string;
  readonly milliseconds: number;
  /** Good callers, each with one request at a time. */
  readonly good: number;
  /** Callers whose bodies take seconds to arrive; and of every other bad kind. */
  readonly slow: number;
  readonly bad: number;
  /** Callers who may read, and ask for far more work than the good ones; none unless given. */
  readonly hostile?: number;
}

/** Success, and the refusal of what is too much, or has waited too long for a storage that is just as busy. */
const meant: ReadonlySet<number> = new Set([200, 201, 429, 503, 504]);

const body = Buffer.from(JSON.stringify(documentedBody));

function headOf(line: string, token: string, headers: readonly string[] = []): string {
  return [`${line} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${token}`, ...headers, '', ''].join('\r\n');
}

const json = (length: number): readonly string[] => ['Content-Type: application/json', `Content-Length: ${length}`];

/** Callers who are slow, give up, send too much, or never finish their head. */
function badRequests(token: string): readonly (() => WireRequest)[] {
  const patch = `PATCH ${setPath}/bad`;
  const piece = Buffer.alloc(65_536, ' ');
  const thirds = [body.subarray(0, 100), body.subarray(100, 200), body.subarray(200)];
  return [
    () => ({
      head: headOf(patch, token, json(body.length)),
      pieces: thirds,
      pace: 2000,
    }),
    () => ({ head: headOf(patch, token, json(body.length)), pieces: [body.subarray(0, 20)], abort: true }),
    () => ({ head: headOf(patch, token, json(64 * piece.length)), pieces: Array.from({ length: 64 }, () => piece) }),
    () => ({ head: headOf(`GET ${setPath}`, token).slice(0, -10), abort: true }),
    () => ({ head: headOf(`GET ${setPath}?$format=csv`, token), abort: true }),
    () => ({ head: headOf(`GET ${setPath}`, 'a.b.c') }),
  ];
}

/** Takes an answer of any length to its end without looking at it: who measures must not be kept busy by what others get. */
async function takeAll(address: string, token: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const headers = { Authorization: `Bearer ${token}` };
    const request = http.get(address, { headers, agent: false }, (response) => {
      response.on('close', resolve).resume();
    });
    request.on('error', () => resolve());
  });
}

/** Lets good and bad callers loose on the app for a time. */
export async function soak({
  app,
  token,
  milliseconds,
  good,
  slow,
  bad,
  hostile = 0,
}: SoakOptions): Promise<SoakReport> {
  const end = Date.now() + milliseconds;
  const statuses: Record<string, number> = {};
  const times: number[] = [];
  const samples: { memory: number; handles: number }[] = [];
  const surprises: string[] = [];
  let rude = 0;
  const note = ({ head }: WireRequest, { status, headers, body: text }: WireAnswer, begun: number): void => {
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (!meant.has(status) && surprises.length < 10) {
      const took = Math.round(performance.now() - begun);
      surprises.push(`${head.split('\r\n')[0]} -> ${status} after ${took} ms ${JSON.stringify([...headers])} ${text}`);
    }
    if (status >= 429) rude += Number(headers.get('retry-after')?.[0] ?? 0) >= 1 ? 0 : 1;
    else times.push(performance.now() - begun);
  };
  const goodCaller = async (_: unknown, index: number): Promise<void> => {
    const requests: readonly WireRequest[] = [
      { head: headOf(`PATCH ${setPath}/good${index}`, token, json(body.length)), pieces: [body] },
      { head: headOf(`GET ${setPath}/good${index}`, token) },
      { head: headOf(`GET ${setPath}?$top=10`, token) },
    ];
    const send = async (request: WireRequest): Promise<number> => {
      const begun = performance.now();
      const answer = await wireRequest(app.url, request);
      note(request, answer, begun);
      if (answer.status === 503) await wait(50 + Math.random() * 100);
      return answer.status;
    };
    // What is read later is stored first, however often it takes.
    while (Date.now() < end && ![200, 201].includes(await send(requests[0]!)));
    for (let sent = index; Date.now() < end; sent += 1) await send(requests[sent % requests.length]!);
  };
  const badCaller = async (make: () => WireRequest): Promise<void> => {
    while (Date.now() < end) {
      const request = make();
      if (request.abort === true) await Promise.race([wireRequest(app.url, request), wait(200)]);
      else await wireRequest(app.url, request);
      await wait(100);
    }
  };
  const hostileCaller = async (_: unknown, index: number): Promise<void> => {
    for (let sent = index; Date.now() < end; sent += 1) {
      const address = hostileReads[sent % hostileReads.length] ?? setPath;
      await takeAll(app.url + address, token);
    }
  };
  const sampler = async (): Promise<void> => {
    while (Date.now() < end) {
      const sample = app.resources();
      if (sample !== undefined) samples.push(sample);
      await wait(1000);
    }
  };
  await Promise.all([
    sampler(),
    ...Array.from({ length: good }, goodCaller),
    ...Array.from({ length: hostile }, hostileCaller),
    ...badRequests(token).flatMap((make, index) =>
      Array.from({ length: index === 0 ? slow : bad }, async () => await badCaller(make)),
    ),
  ]);
  const sorted = times.sort((left, right) => left - right);
  return { statuses, rude, surprises, p99: sorted[Math.floor(sorted.length * 0.99)] ?? NaN, samples };
}
