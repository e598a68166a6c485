import { office365ActiveUserCounts as counts } from '../../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createMemoryRows } from '../../../../shared/store/createMemoryRows.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { evaluateNaively } from '../../../support/evaluateNaively.ts';
import { daysAgo, graphLikeEntities } from '../../../support/graphLikeEntities.ts';
import { readPages } from '../../../support/readPages.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const filtered = bindEntityQuery(counts, "$filter=reportPeriod eq '7'&$orderby=reportDate desc");

describe('a table nobody adds to any more', () => {
  const rows = createMemoryRows();
  const scope = storageScope({ milliseconds: 60_000 });
  const old = graphLikeEntities(4950, daysAgo(1026));
  const firstPage = async () => {
    const [page] = await readPages(filtered, { rows, type: counts, scope: () => scope, limit: 50 });
    return page ?? { keys: [], requests: 0 };
  };
  const newest = (entities: typeof old) => evaluateNaively(entities, filtered).slice(0, 50);

  beforeAll(async () => {
    await writeEntities(rows, scope, counts, old);
  });

  it('is searched for its newest rows once', async () => {
    const [first, second] = [await firstPage(), await firstPage()];
    expect(first.keys).toEqual(newest(old));
    expect(second).toEqual({ ...first, requests: 1 });
    expect(first.requests).toBeGreaterThan(1);
  });

  it('is read right when rows are added all the same', async () => {
    const added = [40, 2, -3].map((days) =>
      entityOf(counts, `added-${days}`, { reportPeriod: '7', reportDate: daysAgo(days) }),
    );
    await writeEntities(rows, scope, counts, added);
    expect((await firstPage()).keys).toEqual(newest([...old, ...added]));
    expect((await firstPage()).keys).toEqual(newest([...old, ...added]));
  });

  it('is read right for others, whose rows are older or newer', async () => {
    const other = storageScope({ milliseconds: 60_000, tenant: 'another' });
    expect(await readPages(filtered, { rows, type: counts, scope: () => other, limit: 50 })).toMatchObject([
      { keys: [] },
    ]);
  });
});
