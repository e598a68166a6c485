// `expect` as each test file has it: tests/support/lazyExpect.cjs changes how its matchers are made, and nothing that a test can tell.
import type { createRequire as CreateRequire } from 'node:module';
import path from 'node:path';

const { createRequire } = process.getBuiltinModule('node:module') as { createRequire: typeof CreateRequire };
const file = path.join(__dirname, '..', 'support', 'lazyExpect.cjs');
const { lazyExpect } = createRequire(file)(file) as { lazyExpect: (code: string) => string };

/** What a statement fails with, without colours; '' when it holds. */
async function failureOf(statement: () => unknown): Promise<string> {
  try {
    await statement();
    return '';
  } catch (error) {
    // eslint-disable-next-line no-control-regex -- that is what colours are
    return (error as Error).message.replaceAll(/\u001b\[\d+m/g, '');
  }
}

test('a matcher is made when it is asked for', () => {
  expect(Object.getOwnPropertyNames(expect(1))).toEqual([]);
  const known = Object.keys(Object.getPrototypeOf(expect(1)) as object);
  expect(known).toEqual(expect.arrayContaining(['toBe', 'toThrow', 'toMatchSnapshot', 'not', 'rejects', 'resolves']));
});

const statements: readonly (readonly [string, (given: number) => unknown, number, RegExp])[] = [
  ['toBe', (given) => expect(given).toBe(1), 2, /expect\(received\)\.toBe\(.*Expected: 1\nReceived: 2/s],
  ['not', (given) => expect(given).not.toBe(2), 2, /expect\(received\)\.not\.toBe\(.*Expected: not 2/s],
  ['toEqual', (given) => expect([given]).toEqual([1]), 2, /- {3}1,\n\+ {3}2,/],
  ['resolves', (given) => expect(Promise.resolve(given)).resolves.toBe(1), 2, /\.resolves\.toBe\(.*Received: 2/s],
  ['resolves.not', (given) => expect(Promise.resolve(given)).resolves.not.toBe(2), 2, /\.resolves\.not\.toBe\(/],
  [
    'resolves of what rejects',
    (given) => expect(given === 1 ? Promise.resolve(1) : Promise.reject(new Error('no'))).resolves.toBe(1),
    2,
    /promise rejected instead of resolved/,
  ],
  [
    'rejects',
    (given) => expect(Promise.reject(new Error(`${given}`))).rejects.toThrow('1'),
    2,
    /\.rejects\.toThrow\(.*Received message: +"2"/s,
  ],
  [
    'rejects.not',
    (given) => expect(Promise.reject(new Error(`${given}`))).rejects.not.toThrow('2'),
    2,
    /\.rejects\.not\.toThrow\(/,
  ],
  [
    'rejects of what resolves',
    (given) => expect(given === 1 ? Promise.reject(new Error('1')) : Promise.resolve(2)).rejects.toThrow(),
    2,
    /promise resolved instead of rejected/,
  ],
];

test.each(statements)('%s holds, or fails and says how', async (_name, statement, bad, message) => {
  expect(await failureOf(async () => await statement(1))).toBe('');
  expect(await failureOf(async () => await statement(bad))).toMatch(message);
});

test('what fails is told of the line it stands in', async () => {
  const stacks: (string | undefined)[] = [];
  const note = (error: unknown): void => void stacks.push((error as Error).stack);
  try {
    expect(1).toBe(2);
  } catch (error) {
    note(error);
  }
  await expect(Promise.resolve(1)).rejects.toThrow().catch(note);
  for (const stack of stacks) {
    const [first] = (stack ?? '')
      .split('\n')
      .filter((line) => line.startsWith('    at ') && !line.includes('node_modules'));
    expect(first).toContain(path.basename(__filename));
  }
  expect(stacks).toHaveLength(2);
});

test('a matcher that a test adds is there in each form, also in place of one that is known', async () => {
  const seen: unknown[] = [];
  const isEven = function (this: jest.MatcherContext, received: number) {
    seen.push([this.isNot, this.promise, typeof this.utils.printReceived]);
    return { pass: received % 2 === 0, message: () => `${received} is ${this.isNot ? '' : 'not '}even` };
  };
  const count = expect.getState().assertionCalls;
  expect.extend({ toBeEven: isEven });
  const added = (value: unknown) =>
    expect(value) as unknown as { toBeEven(): void; not: { toBeEven(): void } } & {
      resolves: { toBeEven(): Promise<void> };
    };
  added(2).toBeEven();
  added(1).not.toBeEven();
  await added(Promise.resolve(2)).resolves.toBeEven();
  expect(await failureOf(() => added(1).toBeEven())).toBe('1 is not even');
  expect.extend({ toBeEven: () => ({ pass: true, message: () => '' }) });
  added(1).toBeEven();
  expect(seen.slice(0, 3)).toEqual([
    [false, '', 'function'],
    [true, '', 'function'],
    [false, 'resolves', 'function'],
  ]);
  // Each is counted, for expect.assertions.
  expect(expect.getState().assertionCalls - count).toBe(7);
});

test('code that is not known is left as it is', () => {
  expect(lazyExpect('const expect = 1;\n')).toBe('const expect = 1;\n');
});
