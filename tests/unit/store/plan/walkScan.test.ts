import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { readPage } from '../../../../shared/store/walk/readPage.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { lateScope } from '../../../support/lateScope.ts';
import { sampleType as type } from '../../../support/sampleType.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const part = { skip: 0, limit: 10, complete: false };

it.each(['$orderby=id', '$orderby=day desc', '$orderby=other', '$orderby=day,other'])(
  'leaves out a row that cannot be read, and tells the operator: %s',
  async (options) => {
    const rows = createMemoryRows();
    const scope = storageScope();
    await writeEntities(
      rows,
      scope,
      type,
      ['a', 'b', 'c'].map((id) => entityOf(type, id, { day: '2026-01-01' })),
    );
    const properties = { id: 'b', count: 'poison', _version: 'x', _stamp: 1n, _earlier: '' };
    await rows.partition(scope, type.name).transact([
      { kind: 'upsert', row: { rowKey: 'e_b', properties } },
      { kind: 'upsert', row: { rowKey: 'i1_=2026-01-01!b', properties } },
      { kind: 'upsert', row: { rowKey: 'i3_=7973-98-98!!b', properties } },
    ]);
    const page = await readPage(rows, scope, type, bindEntityQuery(type, options), part);
    expect(page.entities.map(({ entity }) => entity.id)).toEqual(['a', 'c']);
    expect(page.next).toBeUndefined();
    expect(scope.logged).toEqual([{ level: 'error', message: `A row of ${type.name} cannot be read and is left out` }]);
  },
);

it('ends a page at the deadline where storage showed no row, at the row it had come to', async () => {
  const rows = createMemoryRows({
    fault: ({ operation }) => (operation === 'range' ? { endPageAfter: (turn = (turn + 1) % 3) && 5 } : undefined),
  });
  let turn = -1;
  const scope = lateScope(undefined, 8000);
  await writeEntities(
    rows,
    storageScope({ tenant: scope.tenant }),
    type,
    ['a', 'b'].map((id) => entityOf(type, id)),
  );
  const page = await readPage(rows, scope, type, bindEntityQuery(type, '$orderby=id'), part);
  expect(page).toEqual({ entities: [], rows: [], next: { position: ['at', 'e_a'], skip: 0 } });
});

it('tells no place to go on from where what is left of the last range is none of the scan', async () => {
  const rows = createMemoryRows();
  const scope = storageScope();
  const entities = ['2026-01-03', '2026-01-02', '2026-01-01'].flatMap((day, at) =>
    Array.from({ length: 10 }, (_, of) => entityOf(type, `${at}${of}`, { code: '1', day, text: `${at}${of}` })),
  );
  await writeEntities(rows, scope, type, entities);
  for (const text of ['00', '15', '20', '29', '30']) {
    const query = bindEntityQuery(type, `$filter=code eq '1' and day ge 2026-01-01 and text eq '${text}'`);
    const page = await readPage(rows, scope, type, query, part);
    expect(page.entities.map(({ entity }) => entity.id)).toEqual(text === '30' ? [] : [text]);
    expect({ text, next: page.next }).toEqual({ text, next: undefined });
  }
});

it('refuses positions of other ranges', async () => {
  for (const after of [
    [],
    [''],
    ['after'],
    ['after', ''],
    ['after', 'e'],
    ['after', 'f'],
    ['at', 'i1_!a'],
    ['before', 'e_a'],
  ]) {
    const query = bindEntityQuery(type, '$orderby=id');
    const read = readPage(createMemoryRows(), storageScope(), type, query, { ...part, after });
    await expect(read).rejects.toMatchObject({ innerCode: 'invalidSkipToken' });
  }
});

it.each(['$orderby=id', '$filter=other eq 5', '$orderby=day desc', "$filter=code in ('7','30')&$orderby=day desc"])(
  'is 503 where storage answers with the continuation it was sent, with and without a place: %s',
  async (options) => {
    let asked = 0;
    const scope = storageScope();
    const rows = createMemoryRows({
      walk: () => 1,
      fault: ({ operation }) => (operation === 'range' && (asked += 1) > quick ? { stuck: true } : undefined),
    });
    let quick = Infinity;
    const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'];
    const entities = days.map((day, at) => entityOf(type, day, { day, code: at % 2 === 0 ? '7' : '30', other: 5n }));
    await writeEntities(rows, scope, type, entities);
    for (quick of [1, 2, 3]) {
      asked = 0;
      const read = readPage(rows, storageScope({ tenant: scope.tenant }), type, bindEntityQuery(type, options), part);
      await expect(read).rejects.toMatchObject({ status: 503 });
      expect(asked).toBeLessThan(30);
    }
  },
);
