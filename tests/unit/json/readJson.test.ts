import fc from 'fast-check';
import { ODataError } from '../../../shared/errors/odataError.ts';
import { RawNumber, type JsonValue } from '../../../shared/json/jsonValue.ts';
import { readJson, readJsonBody, readJsonBytes } from '../../../shared/json/readJson.ts';
import { writeJson, writeJsonInTurns } from '../../../shared/json/writeJson.ts';
import { sampledRuns } from '../../support/sampled.ts';

function failure(read: () => unknown): ODataError {
  try {
    read();
  } catch (error) {
    if (error instanceof ODataError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

const plain = (value: JsonValue): unknown => JSON.parse(writeJson(value)) as unknown;

describe('readJson', () => {
  test('keeps integers exact and other numbers as their text', () => {
    expect(readJson('9007199254740993')).toBe(9007199254740993n);
    expect(readJson('-9223372036854775808')).toBe(-9223372036854775808n);
    for (const token of ['1.0', '1e2', '-0', '1E400', '9'.repeat(60)]) {
      expect(readJson(token)).toEqual(new RawNumber(token));
    }
  });

  test('agrees with JSON.parse on every JSON text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(text.isWellFormed() && !/\\ud[89a-f]/i.test(text));
        expect(plain(readJson(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  test('reads or refuses any text with an ODataError', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":,0123.eE+-\\untrfalse \t'.split('')) }), (text) => {
        let native: unknown;
        try {
          native = JSON.parse(text);
        } catch {
          expect(failure(() => readJson(text)).status).toBe(400);
          return;
        }
        try {
          expect(plain(readJson(text))).toEqual(native);
        } catch (error) {
          if (!(error instanceof ODataError)) throw error;
          expect(error.message).toMatch(/twice|surrogate/);
        }
      }),
      { numRuns: sampledRuns(2000) },
    );
  });

  test.each([
    ['{"teams":1,"teams":2}', 'duplicateProperty', 'teams', /twice/],
    ['{"a":{"b":[1,{"c":01}]}}', 'RequestBodyRead', 'a/b/1/c', /number/],
    ['{"a":"\\ud800"}', 'RequestBodyRead', 'a', /surrogate/],
    ['{"a":"\ud800"}', 'RequestBodyRead', 'a', /surrogate/],
    ['{"a":1,}', 'RequestBodyRead', 'a', /member name/],
    ['{"a":tru}', 'RequestBodyRead', 'a', /true/],
    ['{"a":"x', 'RequestBodyRead', 'a', /not closed/],
    ['{"a":"\n"}', 'RequestBodyRead', 'a', /control/],
    ['{"a":NaN}', 'RequestBodyRead', 'a', /value/],
    ['{"a":0x10}', 'RequestBodyRead', 'a', /number/],
    ['{"a":+1}', 'RequestBodyRead', 'a', /value/],
    ['{"a":.5}', 'RequestBodyRead', 'a', /value/],
    ['{"a":1} x', 'RequestBodyRead', undefined, /follow/],
    ["{'a':1}", 'RequestBodyRead', undefined, /double quotes/],
    ['{"a":1 /* c */}', 'RequestBodyRead', 'a', /comma/],
    ['', 'RequestBodyRead', undefined, /value/],
  ])('refuses %s', (text, code, target, message) => {
    expect(failure(() => readJson(text))).toMatchObject({
      status: 400,
      innerCode: code,
      target,
      message: expect.stringMatching(message),
    });
  });

  test('refuses 100,000 nested arrays and names the member', () => {
    const error = failure(() => readJson(`{"teams":${'['.repeat(100_000)}`));
    expect(error).toMatchObject({ status: 400, target: expect.stringMatching(/^teams/) });
  });

  test.each([
    ['an array', (count: number) => `[${'0,'.repeat(count - 2)}0]`],
    ['arrays', (count: number) => `[${'[],'.repeat(count - 2)}{}]`],
    ['members', (count: number) => `{${Array.from({ length: count - 1 }, (_, at) => `"${at}":""`).join(',')}}`],
  ])('reads 200,000 values and no more: %s', (_what, textOf) => {
    expect(() => readJson(textOf(200_000))).not.toThrow();
    const error = failure(() => readJson(textOf(200_001)));
    expect(error).toMatchObject({ status: 400, message: expect.stringMatching(/at most 200000 values/) });
  });

  test('reads __proto__ as an ordinary member', () => {
    const value = readJson('{"__proto__":{"x":1}}') as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('readJsonBytes', () => {
  test('names the member that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('{"reportPeriod":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    expect(failure(() => readJsonBytes(bytes))).toMatchObject({
      target: 'reportPeriod',
      message: expect.stringMatching(/UTF-8/),
    });
  });

  test('passes over one byte order mark in front, and over nothing else that is no JSON', () => {
    expect(readJsonBytes(Buffer.from('\uFEFF{"a":"\uFEFF"}'))).toEqual({ a: '\uFEFF' });
    for (const text of ['\uFEFF\uFEFF{}', '{\uFEFF}', '{}\uFEFF', '\uFEFF']) {
      expect(failure(() => readJsonBytes(Buffer.from(text))).status).toBe(400);
    }
    expect(failure(() => readJsonBytes(Buffer.concat([Buffer.from('\uFEFF"'), Buffer.from([0xff])]))).status).toBe(400);
    expect(failure(() => readJsonBytes(Buffer.from([0xff, 0xfe]))).status).toBe(400);
  });

  test('accepts a replacement character that was sent as such', () => {
    expect(readJsonBytes(Buffer.from('"\uFFFD"'))).toBe('\uFFFD');
  });
});

describe('readJsonBody', () => {
  const long = JSON.stringify({
    value: Array.from({ length: 20_000 }, (_each, at) => ({ id: `row${at}`, names: ['a', 'b'], teams: at, day: null })),
  });

  test('reads what readJson reads, and lets others have their turn after 64 Ki characters', async () => {
    const turns: number[] = [];
    const takeTurn = (units: number) => void turns.push(units);
    expect(await readJsonBody(Buffer.from(long), takeTurn as () => undefined)).toEqual(readJson(long));
    expect(turns.reduce((sum, units) => sum + units, 0)).toBe(long.length);
    expect(Math.max(...turns)).toBeLessThan(66_000);
  });

  test.each([
    ['a string', `"${'a'.repeat(1_600_000)}"`],
    ['a number', '1'.repeat(1_600_000)],
    ['blanks', `[${' '.repeat(1_600_000)}]`],
  ])('%s that would be too much at once is a 400', async (_what, text) => {
    await expect(readJsonBody(Buffer.from(text), () => undefined)).rejects.toMatchObject({ status: 400 });
  });

  test('fails as readJson does, wherever the text breaks off', async () => {
    const short = '{"value":[{"a":[1,{"b":"c"}],"a":2}],"d":tru}';
    for (let end = 0; end <= short.length; end += 1) {
      const text = short.slice(0, end);
      const { message } = failure(() => readJson(text));
      await expect(readJsonBody(Buffer.from(text), () => undefined)).rejects.toThrow(message);
    }
  });
});

describe('writeJsonInTurns', () => {
  /** A text, and the units of each turn that was taken for it. */
  async function written(value: JsonValue): Promise<readonly [string, readonly number[]]> {
    const turns: number[] = [];
    const text = await writeJsonInTurns(value, (units) => void turns.push(units));
    return [text, turns];
  }

  test('writes what writeJson writes, and charges each of its characters once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 8 }), async (value) => {
        const read = readJson(
          JSON.stringify(value)
            .toWellFormed()
            .replaceAll(/\\ud[89a-f]../gi, ''),
        );
        const [text, turns] = await written(read);
        expect(text).toBe(writeJson(read));
        expect(turns.reduce((sum, units) => sum + units, 0)).toBe(text.length);
      }),
    );
  });

  test('a small value takes one turn, a large one a turn for some characters, however it is put together', async () => {
    const row = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`name${at}`, BigInt(at)]));
    expect((await written(row))[1]).toHaveLength(1);
    const rows = { value: Array.from({ length: 1000 }, () => row), list: [1n, null, true, 'x'.repeat(100)] };
    for (const value of [rows, rows.value]) {
      const [text, turns] = await written(value);
      expect(turns.length).toBeGreaterThan(text.length / 40_000);
      expect(turns.length).toBeLessThan(text.length / 10_000);
      expect(Math.max(...turns)).toBeLessThan(20_000);
    }
  });
});
