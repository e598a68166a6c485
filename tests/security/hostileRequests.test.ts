import path from 'node:path';
import { hostileCasesFile, readHostileCases, type HostileCase } from '../support/hostileCase.ts';
import { openHostileStage, type HostileStage } from '../support/hostileStage.ts';
import { hostileUnknowns } from '../support/hostileUnknowns.ts';
import { playHostileCase } from '../support/playHostileCase.ts';
import { sampled } from '../support/sampled.ts';
import { sampledKinds } from '../support/sampledKinds.ts';
import { unlessMissing } from '../support/unlessMissing.ts';
import { unmeasured } from '../support/unmeasured.ts';

type Expectation = HostileCase['expect'];
const allow = (expected: Expectation, ...statuses: readonly number[]): Expectation => ({
  ...expected,
  alsoAcceptable: [...(expected.alsoAcceptable ?? []), ...statuses],
});

/** Where a case contradicts the design, the design wins: which cases, why, and what is right instead. */
const rulings: readonly {
  readonly reason: string;
  readonly of: (item: HostileCase) => boolean;
  readonly right: (expected: HostileCase['expect']) => HostileCase['expect'];
}[] = [
  {
    reason: 'compressed bodies are taken (issue 1), so that no Accept-Encoding offers to do without',
    of: ({ request }) => request.headers?.['Content-Encoding'] === 'gzip',
    right: (expected) => ({ ...expected, headers: {} }),
  },
  {
    reason:
      'the platform decodes paths before they arrive: an escape that is none becomes a key that holds a percent sign',
    of: ({ request }) => /^[^?]*%(?![0-9a-f]{2})/i.test(request.path ?? ''),
    right: (expected) => allow(expected, 404),
  },
  {
    reason: 'the platform refuses a request line of more than 8,192 bytes',
    of: ({ category }) => category === 'query',
    right: (expected) => allow(expected, 414),
  },
  {
    reason: 'the platform refuses what is not UTF-8 in a header, and does not hand on what is not ASCII',
    of: ({ token }) => /[^\0-\x7f]/.test(JSON.stringify(token ?? '')),
    right: (expected) => allow(expected, 400, 500),
  },
  {
    reason: 'addresses of the platform itself ask for its key',
    of: ({ request }) => request.rawRequest?.includes('/admin/') === true,
    right: (expected) => allow(expected, 401),
  },
  {
    reason: 'the platform reads a body with a length whole, and ends one that stalls with 500 after 5 s',
    of: ({ title }) => /^\d+ MB\b/.test(title),
    right: (expected) => allow(expected, 500),
  },
];

const own = readHostileCases(path.join(__dirname, 'hostileRequests.json'));
const foreign = readHostileCases(hostileCasesFile);
let stage: HostileStage;

beforeAll(async () => {
  stage = await openHostileStage();
});
afterAll(async () => {
  await stage.stop();
});

/** Cases that take seconds: for an app of their own, bodies of many megabytes, or so many requests one after the other. */
function isLong({ title, token, request }: HostileCase): boolean {
  return token?.server !== undefined || /^\d+ MB\b/.test(title) || (request.repeat ?? 1) >= 100;
}

/** What is the service's reading alone, which conformance tests and fuzzing try in process. */
const isRead = ({ category }: HostileCase): boolean => ['payload', 'query'].includes(category);

/** Of the long cases one, of those of reading half, each kind among them; all of them at night, and of a file that is named in the environment. */
function inSuite(cases: readonly HostileCase[]): readonly HostileCase[] {
  if (cases === foreign && process.env['HOSTILE_CASES'] !== undefined) return cases;
  const read = cases.filter((item) => !isLong(item) && isRead(item));
  const kinds = sampledKinds(read, ({ category, request, expect: { status, ...told } }) => [
    [category, status, told['error.code'], told['error.innerError.code']].join(),
    [category, request.method, request.rawRequest !== undefined, request.rawBody !== undefined].join(),
  ]);
  const kept = new Set([...sampled(cases.filter(isLong), 1), ...kinds, ...sampled(read, read.length / 2)]);
  return cases.filter((item) => kept.has(item) || !(isLong(item) || isRead(item)));
}

function play(cases: readonly HostileCase[]): void {
  test('nothing is asked for that nobody plays or checks', () => {
    expect(cases.flatMap(hostileUnknowns)).toEqual([]);
  });

  test.each(inSuite(cases).map((item) => [item.id, item.title.slice(0, 120), item] as const))(
    '%s %s',
    async (_id, _title, item) => {
      const ruled = rulings
        .filter(({ of }) => of(item))
        .reduce<HostileCase>((each, { right }) => ({ ...each, expect: right(each.expect) }), item);
      await playHostileCase(ruled, stage);
    },
  );
}

test('what nobody plays or checks is named', () => {
  const request = { method: 'GET', path: '/', colour: 'red' };
  const item = {
    id: 'X1',
    category: 'x',
    title: 'x',
    setup: 'a full moon',
    request,
    expect: { status: 200, must: ['be nice'] },
  };
  expect(hostileUnknowns(item)).toEqual(['X1: request.colour', 'X1: a full moon', 'X1: be nice']);
});

unlessMissing(test, unmeasured)('what a request takes of memory and of the processor is measured', () => {
  const { memory, work } = stage.app.resources()!;
  expect([memory > 1, work > 1]).toEqual([true, true]);
});

describe('hostile requests of the project', () => {
  play(own);
});

const missing = foreign.length === 0 ? 'no case file beside the project, and none named by HOSTILE_CASES' : undefined;

unlessMissing(describe, missing)('hostile requests from elsewhere', () => {
  play(foreign);
});
