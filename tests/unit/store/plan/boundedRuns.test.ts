/** Pages of runs of equal rows, the first of which a scan begins within, because what follows the order has a lower bound. */
import { emailActivityUserDetail as type } from '../../../../shared/model/exchange/emailActivityUserDetail.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { expectResult } from '../../../support/expectResult.ts';
import { readPages } from '../../../support/readPages.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

const [date, name] = ['reportRefreshDate', 'userPrincipalName'];
const days = ['2026-11-24', '2026-11-25', '2026-11-26'];
/** Names equal as far as an index has them, and others before and behind. */
const names = ['a', 'x', ...Array.from({ length: 30 }, (_, at) => 'x'.repeat(70) + String(at).padStart(2, '0')), 'y'];
const entities = ['7', '30'].flatMap((period) =>
  days.flatMap((day, at) =>
    names.map((text, index) =>
      entityOf(type, `${(index * 7) % names.length}-${at}-${period}`, {
        reportPeriod: period,
        [date]: day,
        [name]: text,
      }),
    ),
  ),
);

const some = `reportPeriod eq '30' and ${date} in (${days.join(',')})`;

describe.each([1, 7, 1000])('storage that answers with %i rows', (walk) => {
  const rows = createMemoryRows({ walk: () => walk });
  const scope = storageScope({ milliseconds: 600_000 });

  beforeAll(async () => await writeEntities(rows, scope, type, entities));

  it.each([
    `${some} and ${name} ge 'x'&$orderby=${date} desc,id`,
    `${some} and ${name} gt 'x'&$orderby=${date} desc,id`,
    `${some} and ${name} ge '${'x'.repeat(70)}10'&$orderby=${date} desc,id`,
    `${some} and ${name} ge 'x' and ${name} lt 'y'&$orderby=${date} desc,id desc`,
    `reportPeriod eq '30' and ${date} eq ${days[1]} and ${name} ge 'x'&$orderby=${name},id desc`,
    `reportPeriod eq '30' and ${date} ge ${days[1]} and ${name} ge 'x'&$orderby=${date} desc,id`,
    `reportPeriod in ('7','30') and ${date} eq ${days[1]} and ${name} ge 'x'&$orderby=reportPeriod,id`,
  ])('%s', async (options) => {
    const query = bindEntityQuery(type, `$filter=${options}`);
    for (const limit of [3, 25]) {
      const pages = await readPages(query, { rows, type, scope: () => scope, limit });
      expectResult(
        pages.flatMap(({ keys }) => keys),
        entities,
        query,
      );
    }
  });
});
