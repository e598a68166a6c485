/** `startswith` of any characters is a range of the index, those of two UTF-16 units and the last of all among them. */
import { office365GroupsActivityDetail as type } from '../../../../shared/model/microsoft365/office365GroupsActivityDetail.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const date = '2026-11-26';

it.each(['😀', 'a😀', '\u{10ffff}', '\ud7ff', '\uffff', 'a\uffff', '王', '\ue000'])(
  'startswith of what comes last among characters is a range as well: %s',
  async (prefix) => {
    const scope = storageScope({ milliseconds: 600_000 });
    const rows = createMemoryRows();
    const names = [
      '',
      'a',
      'b',
      '\ud7fe',
      '\ud7ff',
      '\u{10000}',
      '😀',
      '😁',
      '\u{10ffff}',
      '\ue000',
      '\uffff',
      '王',
      '珅',
    ];
    const entities = names.flatMap((one, index) =>
      names.map((other, at) =>
        entityOf(type, `id${index}-${at}`, {
          reportPeriod: '30',
          reportRefreshDate: date,
          groupDisplayName: one + other,
        }),
      ),
    );
    await writeEntities(rows, scope, type, entities);
    const query = bindEntityQuery(
      type,
      `$filter=reportPeriod eq '30' and reportRefreshDate eq ${date} and startswith(groupDisplayName,'${encodeURIComponent(prefix)}')`,
    );
    const [page, ...more] = await readPages(query, { rows, type, scope: () => scope, limit: 1000 });
    expect(more).toEqual([]);
    expectResult(page!.keys, entities, query);
    expect(page!.keys.length).toBeGreaterThan(0);
    expect(page!.walked).toBeLessThanOrEqual(page!.keys.length + 2);
  },
);
