import type { EntityType } from '../../shared/edm/entityType.ts';
import type { PropertyValue } from '../../shared/edm/edmValue.ts';
import { createStore, type RetentionDays } from '../../shared/store/createStore.ts';
import { createMemoryRows, type MemoryFault, type MemoryRequest } from '../../shared/store/rows/createMemoryRows.ts';
import { dateFrom } from './dateFrom.ts';
import { patch } from './changes.ts';
import { checkRows } from './checkRows.ts';
import { storageScope } from './storageScope.ts';

const day = 86_400_000;

/** A store over rows in memory whose clock is moved by nights, and whose settings say how long rows are kept. */
export function agedRows(
  type: EntityType,
  fault: (request: MemoryRequest) => MemoryFault | undefined = () => undefined,
) {
  const clock = { now: Date.parse('2026-01-10T03:20:00Z') };
  const memory = createMemoryRows({ now: () => clock.now, fault });
  const { tenant } = storageScope();
  const scope = () => storageScope({ tenant });
  const settings: { days: number | undefined } = { days: undefined };
  const store = () => {
    const { days } = settings;
    const retention: RetentionDays = days === undefined || type.shape === undefined ? {} : { [type.shape]: days };
    return createStore(memory, undefined, retention);
  };
  return {
    clock,
    memory,
    scope,
    settings,
    store,
    dateBefore: (days: number): string => dateFrom(clock.now, -days),
    async put(entities: readonly (Readonly<Record<string, PropertyValue>> & { readonly id: string })[]): Promise<void> {
      for (let at = 0; at < entities.length; at += 500) {
        const changes = entities.slice(at, at + 500).map(({ id, ...values }) => patch(type, id, values));
        for (const outcome of await store().commitEach(scope(), type, changes))
          expect(outcome).not.toBeInstanceOf(Error);
      }
    },
    /** The next night, or that many later: looks until nothing is left to do. */
    async night(nights = 1) {
      clock.now += nights * day;
      let expired = 0;
      for (let looks = 0; looks < 50; looks += 1) {
        const looked = await store().retain(scope(), type);
        expired += looked.expired;
        if (looked.complete) return { ...looked, expired };
      }
      throw new Error('It does not come to an end');
    },
    /** Seven nights that log, and the one on which it counts. */
    async nights() {
      for (let at = 0; at < 7; at += 1) expect(await this.night()).toMatchObject({ expired: 0 });
      return await this.night();
    },
    async ids(): Promise<readonly string[]> {
      const found: string[] = [];
      for await (const page of store().scan(scope(), type, { orderby: [] }))
        found.push(...page.map(({ id }) => id as string));
      return found.sort();
    },
    check: async () => await checkRows(memory, scope(), type),
  };
}
