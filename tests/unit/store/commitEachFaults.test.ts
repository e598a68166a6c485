import { ODataError } from '../../../shared/errors/odataError.ts';
import { office365ActiveUserCounts as counts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { createMemoryRows } from '../../../shared/store/rows/createMemoryRows.ts';
import type { EachCommitted } from '../../../shared/store/contract/store.ts';
import { update } from '../../support/changes.ts';
import { checkRows } from '../../support/checkRows.ts';
import { hashedKeys } from '../../support/hashedKeys.ts';
import { sampled } from '../../support/sampled.ts';
import { faultKinds, seededFaults } from '../../support/seededFaults.ts';
import { storageScope } from '../../support/storageScope.ts';
import { virtualClock } from '../../support/virtualClock.ts';

const isWritten = (one: EachCommitted | undefined): boolean => one !== undefined && !(one instanceof ODataError);

describe('changes for themselves on failing storage', () => {
  const few = Array.from({ length: 30 }, (_, index) => `k${index}`);
  const situations = Object.keys(faultKinds).flatMap((kind) => [
    [kind, 'read at once', few, []] as const,
    // Each of the writers takes them for new, and one of them is right.
    [kind, 'taken for new', hashedKeys(70), hashedKeys(900, 'others')] as const,
  ]);

  it.each(sampled(situations, 12))(
    '%s: every change of keys %s is carried out once or told as failed',
    async (kind, _, some, old) => {
      const faults = seededFaults(7, faultKinds[kind]!);
      faults.on = false;
      const clock = virtualClock();
      const memory = createMemoryRows({ now: clock.now, fault: faults.fault });
      const stores = [createStore(memory), createStore(memory)];
      const { tenant } = storageScope();
      const scope = storageScope({ tenant, clock, milliseconds: 600_000 });
      await stores[0]!.commitEach(
        scope,
        counts,
        old.map((key) => update(counts, key, () => ({ teams: 0n }))),
      );
      faults.on = true;
      const results = new Map<string, { done: number; unknown: number }>(
        some.map((key) => [key, { done: 0, unknown: 0 }]),
      );
      await Promise.all(
        Array.from({ length: 6 }, async (_, writer) => {
          const increments = some.map((key) =>
            update(counts, key, ({ teams }) => ({ teams: ((teams ?? 0n) as bigint) + 1n })),
          );
          const own = storageScope({ tenant, clock, milliseconds: 20_000 });
          const outcomes = await stores[writer % 2]!.commitEach(own, counts, increments).catch((error: unknown) => {
            if (!(error instanceof ODataError)) throw error;
            return [];
          });
          for (const [index, key] of some.entries()) {
            const result = results.get(key)!;
            if (isWritten(outcomes[index])) result.done += 1;
            else result.unknown += 1;
          }
        }),
      );
      faults.on = false;
      await clock.wait(250, scope.signal);
      for (const [key, { done, unknown }] of results) {
        const teams = Number((await stores[0]!.read(scope, counts, key))?.entity['teams'] ?? 0n);
        expect(teams).toBeGreaterThanOrEqual(done);
        expect(teams).toBeLessThanOrEqual(done + unknown);
      }
      expect((await checkRows(memory, scope, counts)).faults).toEqual([]);
    },
  );
});
