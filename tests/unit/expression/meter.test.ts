/** What a request spends: units, turns, and evaluations that are broken off and taken up again. */
import { compileExpression } from '../../../shared/expression/compileExpression.ts';
import { inTurns } from '../../../shared/expression/cost/inTurns.ts';
import { Meter, MeterSpent } from '../../../shared/expression/cost/meter.ts';
import { createTurns, type Turns } from '../../../shared/expression/cost/turns.ts';
import { bindText, sampleContext, sampleRow } from '../../support/evaluateExpression.ts';

const atOnce = 2_000_000;
const limit = 2_000_000_000;

/** Turns that end at every look; `looks` are the units between them. */
function countedTurns(): Turns & { readonly looks: number[] } {
  const looks: number[] = [];
  return {
    looks,
    look: (units) => {
      looks.push(units);
      return Promise.resolve();
    },
  };
}

/** A text of so many units, and the row it stands in. */
const row = { ...sampleRow, text: 'a'.repeat(4000), names: Array.from({ length: 1000 }, (_each, at) => `n${at}`) };

test('a unit is a character looked at or made, and searching costs haystack times a quarter of the needle', () => {
  const spentBy = (text: string): number => {
    const meter = new Meter();
    compileExpression(bindText(text), meter)(row);
    return meter.spent;
  };
  expect(spentBy('count eq 7 and code eq null and day lt 2024-03-01')).toBe(0);
  expect(spentBy("concat(text,'bc')")).toBe(4002);
  expect(spentBy('tolower(text)')).toBe(4000);
  expect(spentBy("contains(text,'abcde')")).toBe(8000);
  expect(spentBy(`contains(text,'${'b'.repeat(64)}')`)).toBe(64_000);
  expect(spentBy(`indexof(text,'${'b'.repeat(65)}')`)).toBe(4065);
  expect(spentBy('substring(text,1)')).toBe(4000);
  expect(spentBy('trim(text)')).toBe(4000);
  expect(spentBy('cast(count,Edm.Decimal) add 1.5 eq 2')).toBeGreaterThan(0);
  expect(spentBy("names/any(n:n eq 'x')")).toBe(3000);
});

test('binding charges its nodes, and constants when they are folded', () => {
  const before = new Meter();
  bindText("contains(text,concat('aaaa','bbbb'))", '', { ...sampleContext, meter: before });
  expect(before.spent).toBe(5 * 100 + 8);
});

test('more than 2,000,000,000 units are a 400 that says what would be less', () => {
  const meter = new Meter();
  meter.charge(limit);
  expect(meter.isSpent).toBe(true);
  expect(() => meter.charge(1)).toThrow(MeterSpent);
  expect(() => meter.charge(1)).toThrow(/Filter by an indexed property first/);
  meter.endPage();
  expect(() => meter.charge(1000)).not.toThrow();
});

test('work that cannot be broken off is refused when it is too much at once', async () => {
  const meter = new Meter();
  await expect(meter.atOnce(() => meter.charge(atOnce + 1))).rejects.toMatchObject({ status: 400 });
  await expect(meter.atOnce(() => meter.charge(atOnce))).resolves.toBeUndefined();
});

test.each([
  ['calls', Array.from({ length: 90 }, (_each, at) => `contains(text,'${String(at).padStart(62, 'b')}')`).join(' or ')],
  ['nested lambdas', 'names/any(x:names/any(y:concat(x,y) eq text))'],
  ['a search in items', "names/any(n:contains(concat(n,text),'ab'))"],
])('an evaluation that takes many turns has the same value: %s', async (_name, text) => {
  const turns = countedTurns();
  const meter = new Meter(turns);
  const evaluate = compileExpression(bindText(text), meter);
  const whole = new Meter();
  const expected = compileExpression(bindText(text), whole)(row);
  expect(whole.spent).toBeGreaterThan(2 * atOnce);
  expect(await meter.run(evaluate, row)).toBe(expected);
  expect(turns.looks.length).toBeGreaterThan(1);
  expect(Math.max(...turns.looks)).toBeLessThanOrEqual(atOnce);
  // What was done before a turn ended is not done again, but for the first try.
  expect(meter.spent).toBeLessThan(whole.spent + 1.1 * atOnce);
});

test('rows are charged 64 at a time and evaluated in turns', async () => {
  const turns = countedTurns();
  const meter = new Meter(turns);
  const rows = Array.from({ length: 150 }, (_each, at) => at);
  const portions = [];
  for await (const portion of inTurns(meter, rows, 3, (at) => (at % 2 === 0 ? at : undefined))) portions.push(portion);
  expect(portions.map(({ walked, items }) => [walked, items.length])).toEqual([
    [64, 32],
    [64, 32],
    [22, 11],
  ]);
  expect(portions.flatMap(({ items }) => items)).toEqual(rows.filter((at) => at % 2 === 0));
  expect(meter.spent).toBe(450);
  expect(turns.looks).toEqual([192, 192, 66]);
});

test('rows before the one that is too dear are given, then comes the 400', async () => {
  const meter = new Meter();
  const dear = (at: number): number => {
    for (let part = 0; at === 10 && part < 3000; part += 1) meter.charge(1_000_000);
    return at;
  };
  const walk = inTurns(meter, [8, 9, 10, 11], 1, dear);
  expect((await walk.next()).value).toEqual({ items: [8, 9], walked: 2 });
  expect(meter.isSpent).toBe(true);
  await expect(walk.next()).rejects.toThrow(MeterSpent);
});

describe('turns', () => {
  function clock() {
    let time = 0;
    const rounds: (() => void)[] = [];
    const turns = createTurns(
      () => time,
      (round) => rounds.push(round),
    );
    return {
      turns,
      pass: (milliseconds: number) => (time += milliseconds),
      round: () => rounds.splice(0).forEach((each) => each()),
    };
  }

  test('work goes on for 10 ms of a round of the event loop, whichever requests it is for', () => {
    const { turns, pass, round } = clock();
    expect(turns.look(1, 1)).toBeUndefined();
    pass(9);
    expect(turns.look(1, 2)).toBeUndefined();
    pass(1);
    expect(turns.look(1, 3)).toBeInstanceOf(Promise);
    round();
    expect(turns.look(1, 4)).toBeUndefined();
  });

  test('of those who wait one goes on for each round, the one that has spent least first', async () => {
    const { turns, pass, round } = clock();
    const order: string[] = [];
    expect(turns.look(1, 1)).toBeUndefined();
    pass(10);
    const waits = [
      Promise.resolve(turns.look(1, 500)).then(() => order.push('large')),
      Promise.resolve(turns.look(1, 5)).then(() => order.push('small')),
    ];
    round();
    await new Promise(setImmediate);
    expect(order).toEqual(['small']);
    round();
    await Promise.all(waits);
    expect(order).toEqual(['small', 'large']);
  });
});
