import type { Entity, EntityType } from '../../shared/edm/entityType.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';
import { startInProcess } from './inProcess.ts';
import { storageScope } from './storageScope.ts';
import type { StartedApp } from './testApp.ts';
import { writeEntities } from './writeEntities.ts';
import { rowsWith } from './rowsWith.ts';

/** What a piece of work asked of storage. */
export interface WalkedCost {
  readonly requests: number;
  readonly walked: number;
  /** The rows it was answered with. */
  readonly keys: readonly string[];
}

/** A table with rows, the service over it, and what is asked of it. */
export interface WalkedStage {
  readonly type: EntityType;
  readonly entities: readonly Entity[];
  readonly rows: Rows;
  readonly app: StartedApp;
  /** A scope with the time of a night: bounds are counts here. */
  readonly scope: () => StorageScope;
  /** Where storage ends its answers from now on. */
  endAnswers(walk: () => number): void;
  /** Does something and tells what it cost; other work has to wait. */
  costOf<T>(work: () => Promise<T>): Promise<WalkedCost & { readonly result: T }>;
}

/** Makes a table with some rows. */
export async function walkedStage(type: EntityType, entities: readonly Entity[]): Promise<WalkedStage> {
  let walk = (): number => 1000;
  let seen = new Map<StorageScope['usage'], Pick<WalkedCost, 'requests' | 'walked'>>();
  let keys: string[] = [];
  const memory = createMemoryRows({ walk: () => walk() });
  const rows: Rows = rowsWith(memory, (partition, scope) => {
    const note = (): void => {
      const { requests, walked } = scope.usage;
      if (!seen.has(scope.usage)) seen.set(scope.usage, { requests, walked });
    };
    return {
      get: async (rowKey) => {
        note();
        return await partition.get(rowKey);
      },
      range: async (query) => {
        note();
        const outcome = await partition.range(query);
        if (outcome.ok) for (const { rowKey } of outcome.value.rows) keys.push(rowKey);
        return outcome;
      },
    };
  });
  const app = await startInProcess({ rows });
  const scope = (): StorageScope => storageScope({ tenant: app.tenant, milliseconds: 3_600_000 });
  await writeEntities(memory, scope(), type, entities);
  return {
    type,
    entities,
    rows,
    app,
    scope,
    endAnswers: (next) => void (walk = next),
    async costOf(work) {
      seen = new Map();
      keys = [];
      const result = await work();
      const usages = [...seen];
      const sum = (name: 'requests' | 'walked'): number =>
        usages.reduce((total, [after, before]) => total + after[name] - before[name], 0);
      return { result, requests: sum('requests'), walked: sum('walked'), keys };
    },
  };
}
