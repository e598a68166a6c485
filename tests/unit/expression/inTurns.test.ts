/** How many rows are charged, and handed on, at a time. */
import { inTurns } from '../../../shared/expression/cost/inTurns.ts';
import { Meter } from '../../../shared/expression/cost/meter.ts';
import type { Turns } from '../../../shared/expression/cost/turns.ts';

/** Turns that are never over. */
const endless: Turns = { look: () => undefined, isOver: () => false };

test.each([
  [3, [64, 1024, 1024, 384], 39],
  [50_000, [2, 32, 32, 22], 44],
])(
  'portions behind the first are large while nobody has to wait, each row of %d nodes charged with those beside it alone',
  async (nodes, walked, charges) => {
    const meter = new Meter(endless);
    const charge = jest.spyOn(meter, 'charge');
    const rows = Array.from({ length: walked.reduce((sum, each) => sum + each, 0) }, (_each, at) => at);
    const portions = [];
    for await (const portion of inTurns(meter, rows, nodes, (at) => at)) portions.push(portion);
    expect(portions.map((each) => each.walked)).toEqual(walked);
    expect(portions.flatMap(({ items }) => items)).toEqual(rows);
    expect(charge).toHaveBeenCalledTimes(charges);
    expect(meter.spent).toBe(nodes * rows.length);
  },
);
