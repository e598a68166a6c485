/** What the age of rows costs: storage is asked for what lies behind the cut-off, and for nothing else. */
import { office365ActiveUserCounts as series } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { office365ServicesUserCounts as total } from '../../../shared/model/microsoft365/office365ServicesUserCounts.ts';
import { teamsUserActivityUserDetail as detail } from '../../../shared/model/teams/teamsUserActivityUserDetail.ts';
import { ageProperty } from '../../../shared/edm/entityType.ts';
import { agedRows } from '../../support/agedRows.ts';

const old = 12;

test.each([
  // Two indexes.
  ['series', series, 5, 12, 17],
  // A walk for each period.
  ['total', total, 4, 22, 33],
  ['detail', detail, 4, 22, 33],
] as const)(
  'of a %s only rows behind the cut-off are walked; each takes a few row operations, and one more at the purge',
  async (_shape, type, operations, walked, requests) => {
    let written = 0;
    const aged = agedRows(type, (request) => {
      if (request.operation === 'transact') written += request.written;
      return undefined;
    });
    const property = ageProperty(type) ?? '';
    const periods = ['7', '30', '90', '180'];
    await aged.put(
      Array.from({ length: 800 + old }, (_, at) => ({
        id: `r${at}`,
        [property]: aged.dateBefore(at < old ? 500 : at % 20),
        reportPeriod: periods[at % periods.length] ?? '',
      })),
    );
    aged.settings.days = 60;
    for (let night = 0; night < 7; night += 1) await aged.night();
    aged.clock.now += 86_400_000;
    const scope = aged.scope();
    written = 0;
    expect(await aged.store().retain(scope, type)).toMatchObject({ expired: old, complete: true });
    // The row that is remembered for the set.
    expect(written).toBe(old * operations + 1);
    expect(scope.usage).toMatchObject({ walked, requests });
    aged.clock.now += 31 * 86_400_000;
    const before = written;
    expect(await aged.store().maintain(aged.scope(), type)).toMatchObject({ purged: old });
    expect(written - before).toBe(old + 1);
  },
);
