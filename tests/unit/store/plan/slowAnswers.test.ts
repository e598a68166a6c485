/** Storage that takes its 5 s for every answer, most of which hold nothing: whatever the plan, each page has a place to go on from. */
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { sampleType as type } from '../../../support/sampleType.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { virtualClock } from '../../../support/virtualClock.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const longest = 25_000;

/** Two values of `code` at every day, one of 30 rows wanted; the days at which the values are wanted are not the same. */
const entities = Array.from({ length: 120 }, (_, index) =>
  entityOf(type, `k${String(index).padStart(3, '0')}`, {
    code: index % 2 === 0 ? '7' : '30',
    day: `2026-0${1 + Math.floor(index / 40)}-${String(1 + (Math.floor(index / 2) % 20)).padStart(2, '0')}`,
    text: 'abc'[index % 3] ?? null,
    other: index % 30 === 17 || index % 30 === 20 ? 5n : 1n,
  }),
);

/** More keys than are read side by side, every other one of an entity. */
const manyKeys = Array.from({ length: 80 }, (_, at) => `'k${String(at).padStart(3, '0')}${at % 2 ? '' : 'x'}'`).join();

const queries = {
  merged: "$filter=code in ('7','30') and other eq 5&$orderby=day desc",
  'merged, nothing found': "$filter=code in ('7','30') and other eq 6&$orderby=day desc",
  'merged over a value that is not there': "$filter=code in ('7','60') and other eq 5&$orderby=day desc",
  'one value': "$filter=code eq '7' and other eq 5&$orderby=day desc",
  'main rows': '$filter=other eq 5&$orderby=id',
  'an index': '$filter=other eq 5&$orderby=day',
  'two ranges': "$filter=code in ('7','30') and other eq 5",
  'steps over what is left open': "$filter=code eq '7' and text eq 'b' and other eq 5",
  keys: "$filter=id in ('k017','k020','k090') and other eq 5",
  'many keys': `$filter=id in (${manyKeys}) and other eq 5`,
};

describe.each([3, 7, 50])('answers of %i rows looked at', (walked) => {
  it.each(Object.entries(queries))('%s', async (_name, options) => {
    let answerTime = 0;
    const rows = createMemoryRows({ walk: () => walked, answerTime: () => answerTime });
    const { tenant } = storageScope();
    await writeEntities(rows, storageScope({ tenant }), type, entities);
    answerTime = 5000;
    let clock = virtualClock();
    const scope = () => storageScope({ tenant, milliseconds: longest, clock: (clock = virtualClock()) });
    const query = bindEntityQuery(type, options);
    const inTime = (): Promise<void> => {
      expect(clock.now() - clock.started).toBeLessThan(longest);
      return Promise.resolve();
    };
    const pages = await readPages(query, { rows, type, scope, limit: 3, between: inTime });
    const found = pages.flatMap(({ keys }) => keys);
    expect(new Set(found).size).toBe(found.length);
    expectResult(found, entities, query);
  });
});
