/** A shortened time that does not count yet, where storage is too slow to count in time what it would delete. */
import { office365ActiveUserCounts as series } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { agedRows } from '../../support/agedRows.ts';
import { storageScope } from '../../support/storageScope.ts';
import { virtualClock } from '../../support/virtualClock.ts';

const day = 86_400_000;

test('what counts goes on being deleted, and the nights are logged with how many rows there are at least', async () => {
  let isSlow = false;
  const clock = virtualClock();
  const aged = agedRows(series, ({ operation }) => {
    if (!isSlow || operation !== 'range') return undefined;
    clock.pass(1000);
    return { endPageAfter: 10 };
  });
  const dates = Array.from({ length: 500 }, (_, back) => aged.dateBefore(back));
  await aged.put(dates.map((reportDate) => ({ id: reportDate, reportDate })));
  aged.settings.days = 400;
  await aged.nights();
  aged.settings.days = 60;
  isSlow = true;
  for (let night = 1; night <= 7; night += 1) {
    aged.clock.now += day;
    const scope = storageScope({ tenant: aged.scope().tenant, clock });
    const rowsAtLeast = expect.any(Number) as number;
    const pending = { days: 60, nights: night, keptSince: aged.dateBefore(60), rowsAtLeast };
    const looked = await aged.store().retain(scope, series);
    expect(looked).toEqual({ expired: 1, keptSince: aged.dateBefore(400), pending, complete: true });
    const { rowsAtLeast: least = 0 } = looked.pending as { readonly rowsAtLeast?: number };
    expect([least >= 50, least < 341]).toEqual([true, true]);
    expect(scope.logged.map(({ level }) => level)).toEqual(['warning', 'warning', 'warning']);
  }
  const dry = await aged.store().wouldExpire(storageScope({ tenant: aged.scope().tenant, clock }), series);
  expect(dry).toEqual({ keptSince: aged.dateBefore(60), rowsAtLeast: expect.any(Number) as number });
  isSlow = false;
  expect(await aged.night()).toMatchObject({ expired: 341, keptSince: aged.dateBefore(60) });
});
