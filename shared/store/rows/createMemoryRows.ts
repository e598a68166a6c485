import { encodeKey } from './keyEncoding.ts';
import { MemoryAllowance, type MemoryCapacity } from './memoryCapacity.ts';
import { MemoryPartition } from './memoryPartition.ts';
import { maxTry, type Outcome, type RowFailure, type Rows } from './rows.ts';
import type { StorageScope } from '../contract/store.ts';

/** A request as the fault hook sees it. */
export interface MemoryRequest {
  readonly operation: 'get' | 'range' | 'transact';
  readonly tenant: string;
  readonly table: string;
  /** Rows that are written. */
  readonly written: number;
}

/** What shall go wrong with one request. Times in milliseconds, by the clock of its scope. */
export interface MemoryFault {
  /** Waits before anything else happens. */
  readonly delay?: number;
  /** Fails without an effect. */
  readonly failBefore?: RowFailure;
  /** Takes effect and fails all the same. */
  readonly failAfter?: RowFailure;
  /** Fails and takes effect that much later. */
  readonly failThenApply?: { readonly failure: RowFailure; readonly after: number };
  /** Ends a page after that many rows found (0 for an empty page) although there are more. */
  readonly endPageAfter?: number;
  /** Answers a range with no row and the continuation that was sent. */
  readonly stuck?: true;
}

export interface MemoryRowsOptions {
  /** The clock of storage, in milliseconds since the epoch. */
  readonly now?: () => number;
  readonly fault?: (request: MemoryRequest) => MemoryFault | undefined;
  /** The rows the next answer to a range walks at most, found or not, 0 to 1,000. */
  readonly walk?: () => number;
  /** How long storage takes for an answer, in milliseconds, by the clock of the scope. */
  readonly answerTime?: (request: MemoryRequest) => number;
  /** What each partition takes, by the clocks of the scopes; whatever comes unless given. */
  readonly capacity?: MemoryCapacity;
}

/** Harsher than the service, which promises 1,000 rows found in 5 s, on purpose. */
const maxWalk = 1000;

/**
 * Rows in memory, as strict as the table service, with faults on demand. For tests and benchmarks. An answer to a range ends
 * after 1,000 rows walked, whether they were found or not, or earlier; as with the service it may be empty and go on.
 */
export function createMemoryRows({
  now = Date.now,
  fault = () => undefined,
  walk = () => maxWalk,
  answerTime = () => 0,
  capacity,
}: MemoryRowsOptions = {}): Rows {
  const partitions = new Map<string, MemoryPartition>();
  const allowances = new Map<string, MemoryAllowance>();
  // HTTP dates know no fractions of a second.
  const date = () => Math.floor(now() / 1000) * 1000;

  /** Why a partition does not take a request; undefined when it does. */
  function refusalOf({ clock }: StorageScope, { table, tenant, written }: MemoryRequest): RowFailure | undefined {
    if (capacity === undefined || written === 0) return undefined;
    const name = `${table}/${tenant}`;
    const allowance = allowances.get(name) ?? new MemoryAllowance(capacity, clock.now());
    allowances.set(name, allowance);
    return allowance.take(written, clock.now());
  }

  async function answer<T>(
    scope: StorageScope,
    request: MemoryRequest,
    apply: (wrong: MemoryFault) => Outcome<T>,
  ): Promise<Outcome<T>> {
    const isOver = (): boolean => scope.signal.aborted || scope.usage.isTold;
    if (isOver()) return failed({ kind: 'timeout' });
    scope.usage.begin();
    const wrong = fault(request) ?? {};
    const refusal = refusalOf(scope, request);
    const time = (wrong.delay ?? 0) + answerTime(refusal === undefined ? request : { ...request, written: 0 });
    try {
      await (time === 0 ? Promise.resolve() : scope.clock.wait(Math.min(time, maxTry), scope.signal));
    } catch (cause) {
      return failed({ kind: 'timeout', cause });
    } finally {
      scope.usage.end();
    }
    if (isOver() || time > maxTry) return failed({ kind: 'timeout' });
    if (wrong.failThenApply !== undefined) {
      const { failure, after } = wrong.failThenApply;
      // It listens to no signal: whoever asked for it may be gone.
      void scope.clock.wait(after, new AbortController().signal).then(() => apply(wrong));
      return failed(failure);
    }
    if (refusal !== undefined) return failed(refusal);
    if (wrong.failBefore !== undefined) return failed(wrong.failBefore);
    const outcome = apply(wrong);
    return wrong.failAfter === undefined ? outcome : failed(wrong.failAfter);
  }

  return {
    partition(scope, table) {
      const name = `${table}/${encodeKey(scope.tenant)}`;
      // Reading makes nothing: what was never written is an empty partition each time.
      const toRead = () => partitions.get(name) ?? new MemoryPartition(date);
      const toWrite = () => {
        const partition = toRead();
        partitions.set(name, partition);
        return partition;
      };
      const request = (operation: MemoryRequest['operation'], written = 0) => ({
        operation,
        tenant: scope.tenant,
        table,
        written,
      });
      return {
        async get(rowKey) {
          const outcome = await answer(scope, request('get'), () => toRead().get(rowKey));
          if (outcome.ok && outcome.value.row !== undefined) scope.usage.found += 1;
          return outcome;
        },
        range: async (query) =>
          await answer(scope, request('range'), ({ endPageAfter, stuck }) => {
            const walked = endPageAfter === undefined ? Math.min(walk(), maxWalk) : maxWalk;
            const outcome = toRead().range(query, { walked, found: endPageAfter });
            if (!outcome.ok) return outcome;
            scope.usage.walked += outcome.value.walked;
            const { rows, answered, continuation } = outcome.value;
            if (stuck === true)
              return { ok: true, value: { rows: [], answered, continuation: query.continuation ?? query.from } };
            return { ok: true, value: { rows, answered, ...(continuation !== undefined && { continuation }) } };
          }),
        transact: async (operations) =>
          await answer(scope, request('transact', operations.length), () => toWrite().transact(operations)),
      };
    },
    ping: async () => await Promise.resolve({ ok: true, value: undefined }),
  };
}

function failed(failure: RowFailure): { readonly ok: false; readonly failure: RowFailure } {
  return { ok: false, failure };
}
