/** How often a walk charges the meter: once for 64 rows, sorted ones too, but for what is dear. */
import { compileExpression } from '../../../shared/expression/compileExpression.ts';
import { countNodes } from '../../../shared/expression/countNodes.ts';
import { inTurns } from '../../../shared/expression/cost/inTurns.ts';
import { Meter } from '../../../shared/expression/cost/meter.ts';
import { Ranking } from '../../../shared/store/walk/ranking.ts';
import { bindText, sampleRow } from '../../support/evaluateExpression.ts';

test.each([
  ['plain comparisons', 'count eq 7 and code ne null and day lt 2024-03-01 or not (count gt 9)', 16],
  ['one that is dear', "contains(text,'b')", 16 + 1000],
])('1,000 rows are charged for %s so often: %#', async (_name, filter, charges) => {
  const meter = new Meter({ isOver: () => false, look: () => undefined });
  const expression = bindText(filter);
  const evaluate = compileExpression(expression, meter);
  const charge = jest.spyOn(meter, 'charge');
  const rows = Array.from({ length: 1000 }, () => ({ ...sampleRow, text: 'a'.repeat(100) }));
  let walked = 0;
  for await (const portion of inTurns(meter, rows, countNodes(expression), evaluate)) walked += portion.walked;
  expect([walked, charge.mock.calls.length]).toEqual([1000, charges]);
});

test.each([
  ['numbers', 'count'],
  ['short texts, which are compared as fast', 'text'],
])('1,000 rows are ranked by plain values with a charge for 64: %s', async (_what, key) => {
  const meter = new Meter({ isOver: () => false, look: () => undefined });
  const orderby = [{ expression: bindText(key), descending: true }];
  const ranking = new Ranking<{ row: typeof sampleRow; id: string }>(
    orderby,
    { size: 50, idOf: ({ id }) => id },
    undefined,
    meter,
  );
  const charge = jest.spyOn(meter, 'charge');
  for (let at = 0; at < 1000; at += 1) {
    const place = (at * 7919) % 997;
    await ranking.add({ row: { ...sampleRow, count: BigInt(place), text: `Somebody ${place}` }, id: `${at}` });
  }
  expect(charge.mock.calls.length).toBe(16);
  expect((await ranking.take()).found).toHaveLength(50);
});

test.each([256, 257])('ranking spends the characters of texts for each comparison, %d a text', async (length) => {
  const meter = new Meter({ isOver: () => false, look: () => undefined });
  const ranking = new Ranking<{ row: typeof sampleRow; id: string }>(
    [{ expression: bindText('text'), descending: false }],
    { size: 8, idOf: ({ id }) => id },
    undefined,
    meter,
  );
  const row = { ...sampleRow, text: 'x'.repeat(length) };
  for (let at = 0; at < 64; at += 1) await ranking.add({ row, id: `${at}` });
  const before = meter.spent;
  const charge = jest.spyOn(meter, 'charge');
  await ranking.take();
  // With none kept, one, two and three, four to seven, eight: 0, 1, 2, 3 and 4 comparisons, and 20 units for each row.
  const comparisons = 1 + 2 * 2 + 4 * 3 + 56 * 4;
  expect(before + (charge.mock.calls[0]?.[0] ?? 0)).toBe(64 * 20 + comparisons * length);
});
