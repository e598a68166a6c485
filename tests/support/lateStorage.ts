import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { Outcome, Partition, Rows } from '../../shared/store/rows/rows.ts';
import { longestRequest } from '../../shared/store/contract/changeCursor.ts';
import type { StorageScope } from '../../shared/store/contract/store.ts';
import { storageScope } from './storageScope.ts';

/** Longest time storage works on a request, in milliseconds. */
const longestWork = 30_000;
/** Longest a run may take in the time of storage, in milliseconds: one that takes longer does not end. Links live longer. */
const longestRun = 20 * 86_400_000;
/** How far the clocks of storage's own machines differ from the right time at most, in milliseconds. */
const jitter = 1500;

/** Storage in a time of its own, which passes with every request: minutes of it take milliseconds. */
export interface LateStorage {
  /** Rows of which some transactions are slow to commit, and some are reported as failed and commit later or never. */
  readonly rows: Rows;
  /** The same rows, right away. */
  readonly sound: Rows;
  /** A scope for one request, whose time is up 25 s from now in the time of storage. */
  request(tenant: string): StorageScope;
  /** Lets time pass, and what is late take effect. */
  pass(milliseconds: number): void;
}

/** Makes such a storage; the same random numbers give the same faults. */
export function lateStorage(random: () => number): LateStorage {
  const began = Date.parse('2031-01-01T00:00:00Z');
  let time = began;
  const late: { readonly at: number; readonly apply: () => void }[] = [];
  const ends = new Map<AbortSignal, { readonly at: number; readonly abort: () => void }>();
  const memory = createMemoryRows({ now: () => time });

  const pass = (milliseconds: number): void => {
    time += milliseconds;
    if (time > began + longestRun) throw new Error('The run does not come to an end');
    for (const item of late.splice(0)) {
      if (item.at <= time) item.apply();
      else late.push(item);
    }
    for (const { at, abort } of ends.values()) if (at <= time) abort();
  };

  /** Time others take, a little of it at once. */
  const work = async (): Promise<void> => {
    for (let turns = Math.floor(random() * 4); turns > 0; turns -= 1) await turn();
    pass(random() * 1500);
  };
  /** The work of a slow request: time passes by what others do, and by itself when nobody does anything. */
  const workUntil = async (end: number): Promise<void> => {
    while (time < end) {
      await turn();
      pass(200);
    }
  };
  const dated = <T extends { readonly answered: number }>(outcome: Outcome<T>): Outcome<T> => {
    if (!outcome.ok) return outcome;
    const answered = outcome.value.answered + Math.round((random() * 2 - 1) * jitter);
    return { ok: true, value: { ...outcome.value, answered } };
  };
  const timeout = { ok: false, failure: { kind: 'timeout', retryAfter: 0 } } as const;

  function partitionOf(partition: Partition, { signal }: StorageScope): Partition {
    return {
      async get(rowKey) {
        await work();
        return signal.aborted ? timeout : dated(await partition.get(rowKey));
      },
      async range(query) {
        await work();
        return signal.aborted ? timeout : dated(await partition.range(query));
      },
      async transact(operations) {
        await work();
        if (signal.aborted) return timeout;
        const at = time + random() * longestWork;
        const fate = random();
        if (fate < 0.15) {
          late.push({ at, apply: () => void partition.transact(operations) });
          return timeout;
        }
        if (fate < 0.2) return timeout;
        if (fate < 0.4) await workUntil(at);
        return await partition.transact(operations);
      },
    };
  }

  return {
    sound: memory,
    rows: {
      partition: (scope, table) => partitionOf(memory.partition(memoryScope(scope), table), scope),
      ping: async (signal) => await memory.ping(signal),
    },
    request(tenant) {
      const abortion = new AbortController();
      const { signal } = abortion;
      ends.set(signal, {
        at: time + longestRequest,
        abort: () => {
          ends.delete(signal);
          abortion.abort();
        },
      });
      return { ...storageScope({ tenant }), signal };
    },
    pass,
  };
}

/** What was sent before the caller gave up is carried out all the same. */
function memoryScope(scope: StorageScope): StorageScope {
  return { ...scope, signal: new AbortController().signal };
}

const skew = new AsyncLocalStorage<number>();

/** Makes the local clock wrong, differently for different instances of the service; `asInstance` says for which. */
export function skewClocks(): { asInstance<T>(milliseconds: number, work: () => Promise<T>): Promise<T>; end(): void } {
  const real = Date.now.bind(Date);
  const spy = jest.spyOn(Date, 'now').mockImplementation(() => real() + (skew.getStore() ?? 0));
  return {
    asInstance: async (milliseconds, work) => await skew.run(milliseconds, work),
    end: () => {
      spy.mockRestore();
    },
  };
}
