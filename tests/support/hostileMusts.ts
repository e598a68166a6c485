import type { HostileStage } from './hostileStage.ts';
import { existingId } from './hostileInputs.ts';
import { leaks } from './hostileChecks.ts';
import { genuineToken } from './hostileTokens.ts';
import { setPath } from './reports.ts';
import { wireRequest, type WireAnswer, type WireRequest } from './wireRequest.ts';

/** What happened while a case was played. */
export interface Played {
  readonly stage: HostileStage;
  readonly answers: readonly WireAnswer[];
  /** Storage before and after, as text. */
  readonly before: string;
  readonly after: string;
  /** What the app logged meanwhile. */
  readonly log: string;
  readonly visits: number;
  /** MiB by which the app grew. */
  readonly growth: number;
  /** Milliseconds of the processor the app took. */
  readonly work: number;
  /** What was sent. */
  readonly wire: WireRequest;
  /** MiB of it that the host kept, in the process of the app: once in pieces, once joined. */
  readonly held: number;
}

type Check = (played: Played, words: RegExpExecArray) => void | Promise<void>;

/** The JSON text of the entity that exists. */
export async function readExisting({ app, forge }: HostileStage): Promise<string> {
  const head = `GET ${setPath}/${existingId} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${genuineToken(forge)}\r\n\r\n`;
  return (await wireRequest(app.url, { head })).body;
}

function statusesInside({ answers }: Played): readonly number[] {
  return answers.flatMap(({ status, body }) => {
    if (status !== 200) return [];
    const { responses } = JSON.parse(body) as { responses: readonly { readonly status: number }[] };
    return responses.map((each) => each.status);
  });
}

const numbers = (text: string): readonly number[] => [...text.matchAll(/\d{3}/g)].map(([digits]) => Number(digits));

/** What the log lines of the requests say under a name. */
const loggedNumbers = ({ log }: Played, name: string): readonly number[] =>
  [...log.matchAll(new RegExp(`"${name}":([0-9.]+)`, 'g'))].map(([, number]) => Number(number));

/** A request may take 25 s, and one that waits for storage in vain a little longer. */
const budget = 30_000;

/** The same request with its first two Authorization headers in the other order. */
async function exchanged({ stage, wire }: Played): Promise<WireAnswer> {
  const [first, second] = wire.head.match(/^Authorization: .*$/gim) ?? [];
  const head = wire.head
    .replace(/^Authorization: .*$/im, second ?? '')
    .replace(/(\r\nAuthorization: .*\r\n[^]*?)^Authorization: .*$/im, `$1${first ?? ''}`);
  return await wireRequest(stage.app.url, { ...wire, head });
}

/**
 * What the remarks of the cases mean. Of some, every case is checked whatever it says; they are here again, because a
 * remark nobody understands fails.
 */
const musts: readonly (readonly [words: RegExp, check: Check])[] = [
  [
    /(?:unchanged|(?:nothing|not|never|no \w+)(?: is| was)? (?:stored|written|changed|created)|no write)\b(?! to any log)/,
    ({ before, after, answers }, [words]) => {
      // A right request stores what is right: what must not be stored is not a row but a member of the body.
      if (words === 'not stored' && answers.every(({ status }) => status < 300)) return;
      expect(after).toBe(before);
    },
  ],
  [/(?:zero|no) outbound/, ({ visits }) => expect(visits).toBe(0)],
  [
    /responses\[(\d*)\]\.status\s*(?:==|in)\s*(.*)/,
    (played, [, index = '', allowed = '']) => {
      const statuses = statusesInside(played);
      for (const status of index === '' ? statuses : [statuses[Number(index)] ?? Number(numbers(allowed)[0])]) {
        expect(numbers(allowed)).toContain(status);
      }
    },
  ],
  [
    /count\((\d+)\)\s*==\s*(\d+)/,
    ({ answers }, [, status, count]) =>
      expect(answers.filter((answer) => answer.status === Number(status))).toHaveLength(Number(count)),
  ],
  [
    /(?:GET returns|stored) (-?\d+)/,
    async ({ stage }, [, value]) => expect(await readExisting(stage)).toContain(`:${value ?? ''}`),
  ],
  [
    /no ([A-Z]\w*-[\w-]+)/i,
    ({ answers }, [, name = '']) =>
      answers.forEach(({ headers }) => expect(headers.has(name.toLowerCase())).toBe(false)),
  ],
  [/point read/, (played) => expect(loggedNumbers(played, 'storageRequests').at(-1) ?? 0).toBeLessThan(2)],
  [
    /bounded storage reads/,
    (played) => loggedNumbers(played, 'storageRequests').forEach((count) => expect(count).toBeLessThan(50)),
  ],
  [
    /both properties present/,
    async ({ stage, answers }) => {
      const text = await readExisting(stage);
      answers.forEach((_, index) => expect(text).toContain(`:${700_000 + index}`));
    },
  ],
  [/memory does not grow/, ({ growth, held }) => expect(growth).toBeLessThan(80 + 2 * held)],
  [/no \$top/, ({ answers }) => answers.forEach(({ body }) => expect(body).not.toContain('nextLink'))],
  [
    /(?:within|<) (\d+) ?(m?s)\b/,
    // The processor is shared, so that what is measured is the share the app had of it, the host's work apart; and nothing waited.
    (played, [, count, unit]) => {
      const most = Number(count) * (unit === 's' ? 1000 : 1);
      expect(played.work).toBeLessThan(Math.max(most, 1000) + 20 * played.held);
      for (const duration of loggedNumbers(played, 'duration')) expect(duration).toBeLessThan(Math.max(5 * most, 5000));
    },
  ],
  [
    /budget|deadline/,
    (played) => loggedNumbers(played, 'duration').forEach((duration) => expect(duration).toBeLessThan(budget)),
  ],
  [
    /no (?:stack|RangeError|path)|(?:does not contain|has no|without) .*(?:stack|account|path)/,
    ({ answers, log }) => {
      for (const { body } of answers) expect(body).not.toMatch(leaks);
      expect(log).not.toContain('RangeError');
    },
  ],
  [/process (?:is )?alive|still answers/, async ({ stage }) => expect(await readExisting(stage)).toContain(existingId)],
  [
    /no recursion|never reaches/,
    (played) => {
      for (const status of statusesInside(played)) expect(status).toBeGreaterThanOrEqual(400);
    },
  ],
  [
    /no log line split/,
    ({ log }) =>
      log
        .split('\n')
        .filter((line) => line !== '')
        .forEach((line) => expect(JSON.parse(line)).toHaveProperty('message')),
  ],
  [
    /not written to any log|not echoed/,
    ({ log, answers, wire }) => {
      const tokens = wire.head.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g) ?? [];
      expect(tokens).not.toEqual([]);
      for (const token of tokens) {
        for (const text of [log, ...answers.map(({ body }) => body)]) expect(text).not.toContain(token);
      }
    },
  ],
  [
    /first token decided/,
    async (played) => {
      if (played.answers.some(({ status }) => status < 300))
        expect((await exchanged(played)).status).toBeGreaterThanOrEqual(400);
    },
  ],
  [
    /outer identity/,
    (played) => {
      const { body } = played.answers[0] ?? { body: '' };
      if (statusesInside(played).some((status) => status < 300)) expect(body).toContain(existingId);
    },
  ],
];

/** True for a remark that is checked. */
export function isUnderstood(remark: string): boolean {
  return musts.some(([pattern]) => pattern.test(remark));
}

/** Checks the remarks of a case. */
export async function checkMusts(remarks: readonly string[], played: Played): Promise<void> {
  for (const remark of remarks) {
    for (const [pattern, check] of musts) {
      const words = pattern.exec(remark);
      if (words !== null) await check(played, words);
    }
  }
}
