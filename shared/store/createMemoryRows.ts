import { setTimeout as wait } from 'node:timers/promises';
import { encodeKey } from './keyEncoding.ts';
import { MemoryPartition } from './memoryPartition.ts';
import type { Outcome, RowFailure, Rows } from './rows.ts';
import type { StorageScope } from './store.ts';

/** A request as the fault hook sees it. */
export interface MemoryRequest {
  readonly operation: 'get' | 'range' | 'transact';
  readonly tenant: string;
  readonly table: string;
}

/** What shall go wrong with one request. Times in milliseconds. */
export interface MemoryFault {
  /** Waits before anything else happens. */
  readonly delay?: number;
  /** Fails without an effect. */
  readonly failBefore?: RowFailure;
  /** Takes effect and fails all the same. */
  readonly failAfter?: RowFailure;
  /** Fails and takes effect that much later. */
  readonly failThenApply?: { readonly failure: RowFailure; readonly after: number };
  /** Ends a page after that many rows (0 for an empty page) although there are more. */
  readonly endPageAfter?: number;
}

export interface MemoryRowsOptions {
  /** The clock of storage, in milliseconds since the epoch. */
  readonly now?: () => number;
  readonly fault?: (request: MemoryRequest) => MemoryFault | undefined;
}

/** Rows in memory, as strict as the table service, with faults on demand. For tests and benchmarks. */
export function createMemoryRows({ now = Date.now, fault = () => undefined }: MemoryRowsOptions = {}): Rows {
  const partitions = new Map<string, MemoryPartition>();
  // HTTP dates know no fractions of a second.
  const date = () => Math.floor(now() / 1000) * 1000;

  function partitionOf(tenant: string, table: string): MemoryPartition {
    const name = `${table}/${encodeKey(tenant)}`;
    const partition = partitions.get(name) ?? new MemoryPartition(date);
    partitions.set(name, partition);
    return partition;
  }

  async function answer<T>(scope: StorageScope, wrong: MemoryFault, apply: () => Outcome<T>): Promise<Outcome<T>> {
    scope.usage.requests += 1;
    try {
      await (wrong.delay === undefined ? Promise.resolve() : wait(wrong.delay, undefined, { signal: scope.signal }));
    } catch (cause) {
      return failed({ kind: 'timeout', cause });
    }
    if (scope.signal.aborted) return failed({ kind: 'timeout' });
    if (wrong.failThenApply !== undefined) {
      setTimeout(apply, wrong.failThenApply.after);
      return failed(wrong.failThenApply.failure);
    }
    if (wrong.failBefore !== undefined) return failed(wrong.failBefore);
    const outcome = apply();
    return wrong.failAfter === undefined ? outcome : failed(wrong.failAfter);
  }

  return {
    partition(scope, table) {
      const partition = partitionOf(scope.tenant, table);
      const wrongWith = (operation: MemoryRequest['operation']) =>
        fault({ operation, tenant: scope.tenant, table }) ?? {};
      return {
        get: async (rowKey) => await answer(scope, wrongWith('get'), () => partition.get(rowKey)),
        async range(query) {
          const wrong = wrongWith('range');
          return await answer(scope, wrong, () => partition.range(query, wrong.endPageAfter));
        },
        transact: async (operations) =>
          await answer(scope, wrongWith('transact'), () => partition.transact(operations)),
      };
    },
    ping: async () => await Promise.resolve({ ok: true, value: undefined }),
  };
}

function failed(failure: RowFailure): { readonly ok: false; readonly failure: RowFailure } {
  return { ok: false, failure };
}
