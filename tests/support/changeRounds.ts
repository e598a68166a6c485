import { office365ActiveUserCounts as counts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import type { ChangeCursor, ChangePage } from '../../shared/store/contract/changeCursor.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { createMemoryRows, type MemoryFault, type MemoryRequest } from '../../shared/store/rows/createMemoryRows.ts';
import { patch, remove } from './changes.ts';
import { checkRows } from './checkRows.ts';
import { countingRows } from './countingRows.ts';
import { storageScope } from './storageScope.ts';

/** A store whose storage has a clock of its own, which stands still unless it is set. */
export function openChanges(fault: (request: MemoryRequest) => MemoryFault | undefined = () => undefined) {
  const clock = { now: Date.parse('2031-01-01T00:00:00Z') };
  const memory = createMemoryRows({ now: () => clock.now, fault });
  const counted = countingRows(memory);
  const store = createStore(counted.rows);
  const scope = storageScope();
  const put = async (key: string, teams = 1n) => await store.commit(scope, counts, [patch(counts, key, { teams })]);
  const drop = async (key: string) => await store.commit(scope, counts, [remove(key)]);
  /** Reads a round to its end, in pages of so many. */
  const round = async (
    start: ChangeCursor,
    size = 1000,
  ): Promise<Pick<ChangePage, 'changes' | 'cursor'> & { pages: number }> => {
    const changes = [];
    let cursor = start;
    for (let pages = 1; ; pages += 1) {
      const page = await store.changes(scope, counts, cursor, size);
      changes.push(...page.changes);
      ({ cursor } = page);
      if (cursor.after === undefined) return { changes, cursor, pages };
    }
  };
  const begin = async (): Promise<ChangeCursor> => await store.startTracking(scope, counts);
  const check = async () => await checkRows(memory, scope, counts);
  const maintain = async () => await store.maintain(scope, counts);
  return { ...counted, clock, memory, store, scope, put, drop, round, begin, check, maintain };
}

/** The changes as text: `a=1` for an entity, `-a` for a deleted one. */
export const told = ({ changes }: Pick<ChangePage, 'changes'>): string[] =>
  changes.map((change) =>
    change.kind === 'deleted'
      ? `-${change.key}`
      : `${change.stored.entity.id}=${String(change.stored.entity['teams'] as bigint)}`,
  );
