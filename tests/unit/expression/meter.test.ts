/** What a request spends: units, turns, and evaluations that are broken off and taken up again. */
import { compileExpression } from '../../../shared/expression/compileExpression.ts';
import { countNodes } from '../../../shared/expression/countNodes.ts';
import { inTurns } from '../../../shared/expression/cost/inTurns.ts';
import { Meter, MeterSpent } from '../../../shared/expression/cost/meter.ts';
import { createTurns, type Turns } from '../../../shared/expression/cost/turns.ts';
import { bindText, sampleContext, sampleRow } from '../../support/evaluateExpression.ts';

const atOnce = 2_000_000;
const limit = 2_000_000_000;

/** Turns that end at every look, and where work can be broken off if `isOver`; `looks` are the units between them. */
function countedTurns(isOver = false): Turns & { readonly looks: number[] } {
  const looks: number[] = [];
  return {
    looks,
    isOver: () => isOver,
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
  // Any integer counts as one of 20 digits, to which the places of a fraction come: 1 + 20² / 16, 1 + 21² / 16; a cast as 16.
  expect(spentBy('cast(count,Edm.Decimal) add 1.5 eq 2')).toBe(17 + 26 + 29 + 29 + 26);
  expect(spentBy(`cast(text,Edm.Decimal) eq null`)).toBeGreaterThanOrEqual(16 + 4000 + 500 ** 2 / 16);
  expect(spentBy(`text lt concat(text,'b')`)).toBe(4001 + 4000);
  expect(spentBy(`text lt '${'a'.repeat(256)}'`)).toBe(0);
  expect(spentBy("names/any(n:n eq 'x')")).toBe(3000);
});

test('binding charges its nodes, and constants when they are folded', () => {
  const before = new Meter();
  bindText("contains(text,concat('aaaa','bbbb'))", '', { ...sampleContext, meter: before });
  expect(before.spent).toBe(5 * 100 + 8);
});

test.each([
  ['count add 1 gt 2', 5],
  ['count div 2 gt 2', 36],
  ['count mod 2 gt 2', 36],
  ["day add duration'P1D' gt 2024-01-01", 68],
  ['year(day) gt 2023', 67],
  ['day gt 2024-01-01', 3],
])('a row is charged for %s by how long it takes: %d', (text, nodes) => {
  expect(countNodes(bindText(text))).toBe(nodes);
});

test('rows with many nodes are fewer at a time', async () => {
  const turns = countedTurns();
  const rows = Array.from({ length: 64 }, (_each, at) => at);
  for await (const { items } of inTurns(new Meter(turns), rows, 50_000, (at) => at)) expect(items).toHaveLength(2);
  expect(Math.max(...turns.looks)).toBe(100_000);
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

test.each([
  ['an evaluation', 'contains(text,@n)', 8, 250_000],
  ['many of them', 'contains(text,@n)', 1, 250_000],
])('work is broken off when its turn is over, however little was spent: %s', async (_name, one, calls, least) => {
  const turns = countedTurns(true);
  const meter = new Meter(turns);
  const needle = `'${'b'.repeat(62)}'`;
  const text = Array.from({ length: calls }, () => one.replace('@n', needle)).join(' or ');
  const evaluate = compileExpression(bindText(text), meter);
  const rows = Array.from({ length: 40 }, () => row);
  for await (const { items } of inTurns(meter, rows, 1, evaluate)) expect(items).toEqual(rows.map(() => false));
  // 64,000 units a call; what is broken off may have one call behind it that was begun before.
  expect(turns.looks.length).toBeGreaterThan(8);
  expect(Math.max(...turns.looks)).toBeLessThanOrEqual(least + 3 * 65_536);
});

describe('turns', () => {
  const much = 1_000_000;

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
      rounds: () => rounds.length,
    };
  }

  /** Notes in `order` when those who wait go on. */
  function waitIn(order: string[], turns: Turns, name: string, spent: number): void {
    void turns.look(1, spent)?.then(() => order.push(name));
  }

  const settled = async () => await new Promise(setImmediate);

  test('work goes on for 4 ms of a round of the event loop, whichever requests it is for', () => {
    const { turns, pass, round } = clock();
    expect(turns.look(1, much)).toBeUndefined();
    pass(3);
    expect(turns.look(1, much)).toBeUndefined();
    expect(turns.isOver(much)).toBe(false);
    pass(1);
    expect(turns.isOver(much)).toBe(true);
    expect(turns.look(1, much)).toBeInstanceOf(Promise);
    round();
    round();
    expect(turns.look(1, much)).toBeUndefined();
  });

  test('who has spent little never waits', () => {
    const { turns, pass } = clock();
    expect(turns.look(1, much)).toBeUndefined();
    pass(10);
    expect(turns.look(1, 500_000)).toBeUndefined();
    expect(turns.isOver(500_000)).toBe(false);
    expect(turns.look(1, 500_001)).toBeInstanceOf(Promise);
  });

  test('of those who wait one goes on for each round: who has spent least, then who waits longest, and so on', async () => {
    const { turns, pass, round } = clock();
    const order: string[] = [];
    expect(turns.look(1, much)).toBeUndefined();
    pass(4);
    for (const [name, spent] of Object.entries({ largest: 5, large: 4, smallest: 1, small: 2 })) {
      waitIn(order, turns, name, spent * much);
    }
    for (let went = 1; went <= 4; went += 1) {
      round();
      await settled();
      expect(order).toHaveLength(went);
    }
    expect(order).toEqual(['smallest', 'largest', 'small', 'large']);
  });

  test('others work twice as long as a turn took before the next one, or until they have nothing to do', async () => {
    const { turns, pass, round, rounds } = clock();
    const order: string[] = [];
    const takeTurn = async (name: string): Promise<void> => {
      round();
      await settled();
      expect(order.at(-1)).toBe(name);
      pass(5);
    };
    expect(turns.look(1, much)).toBeUndefined();
    pass(4);
    waitIn(order, turns, 'first', much);
    await takeTurn('first');
    waitIn(order, turns, 'second', much);
    for (const others of [4, 4]) {
      pass(others);
      round();
      await settled();
      expect(order).toEqual(['first']);
    }
    pass(2);
    await takeTurn('second');
    waitIn(order, turns, 'third', much);
    pass(1);
    round();
    await settled();
    expect(order).toEqual(['first', 'second']);
    // Nobody else has done anything in this round.
    await takeTurn('third');
    round();
    expect(rounds()).toBe(0);
  });
});
