import type { HostileStage } from './hostileStage.ts';
import { existingId } from './hostileInputs.ts';
import { genuineToken } from './hostileTokens.ts';
import { setPath } from './reports.ts';
import { wireRequest, type WireAnswer } from './wireRequest.ts';

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

const unchanged: Check = ({ before, after }) => expect(after).toBe(before);

/** What the remarks of the cases mean, as far as they say more than every case is checked for anyway. */
const musts: readonly (readonly [words: RegExp, check: Check])[] = [
  [/entity unchanged|nothing (?:is )?(?:stored|written|changed)/, unchanged],
  [/zero outbound|no outbound/, ({ visits }) => expect(visits).toBe(0)],
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
    /no (x-[\w-]+)/i,
    ({ answers }, [, name = '']) =>
      answers.forEach(({ headers }) => expect(headers.has(name.toLowerCase())).toBe(false)),
  ],
  [
    /point read/,
    ({ log }) =>
      expect([...log.matchAll(/"storageRequests":(\d+)/g)].map(([, count]) => Number(count)).at(-1) ?? 0).toBeLessThan(
        2,
      ),
  ],
  [
    /bounded storage reads/,
    ({ log }) =>
      expect([...log.matchAll(/"storageRequests":(\d+)/g)].every(([, count]) => Number(count) < 50)).toBe(true),
  ],
  [
    /both properties present/,
    async ({ stage, answers }) => {
      const text = await readExisting(stage);
      answers.forEach((_, index) => expect(text).toContain(`:${700_000 + index}`));
    },
  ],
  [/memory does not grow/, ({ growth }) => expect(growth).toBeLessThan(80)],
  [/no \$top/, ({ answers }) => answers.forEach(({ body }) => expect(body).not.toContain('nextLink'))],
];

/** Checks the remarks of a case that are understood. */
export async function checkMusts(remarks: readonly string[], played: Played): Promise<void> {
  for (const remark of remarks) {
    for (const [pattern, check] of musts) {
      const words = pattern.exec(remark);
      if (words !== null) await check(played, words);
    }
  }
}
