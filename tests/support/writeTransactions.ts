import { modelledStorage } from '../../bench/modelledStorage.ts';
import { pacedRows } from '../../shared/store/pace/pacedRows.ts';
import { transactInTurn } from '../../shared/store/pace/transactInTurn.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import type { MemoryCapacity } from '../../shared/store/rows/memoryCapacity.ts';
import { maxOperations, type RowOperation } from '../../shared/store/rows/rows.ts';
import { storageScope } from './storageScope.ts';
import { virtualClock } from './virtualClock.ts';

/** What is written to one partition: by so many instances side by side, so many bulks of whole transactions one after the other. */
export interface Writing {
  readonly instances?: number;
  /** Bulks side by side in each instance. */
  readonly senders?: number;
  readonly bulks?: number;
  readonly transactions?: number;
  /** Milliseconds of an answer, before those for the rows it has written. */
  readonly answerMs?: number;
}

/** What came of it. */
export interface Written {
  /** Seconds by the clock that is passed in. */
  readonly seconds: number;
  readonly rows: number;
  /** Transactions that were not carried out in time. */
  readonly lost: number;
  /** Transactions sent for each that was taken. */
  readonly tries: number;
  /** When each was sent, in milliseconds. */
  readonly sends: readonly number[];
}

/** The same rows each time: what they hold costs storage nothing here. */
const operations = Array.from({ length: maxOperations }, (_, at): RowOperation => {
  return { kind: 'upsert', row: { rowKey: `row ${at}`, properties: {} } };
});

/** Writes whole transactions at the pace that is found, over storage that takes so much; `perSecond` gets the time since the beginning. */
export async function writeTransactions(capacity: MemoryCapacity, writing: Writing = {}): Promise<Written> {
  const { instances = 1, senders = 1, bulks = 1, transactions = 40, answerMs = modelledStorage.requestMs } = writing;
  const clock = virtualClock();
  const sends: number[] = [];
  const rows = createMemoryRows({
    now: clock.now,
    answerTime({ written }) {
      sends.push(clock.now() - clock.started);
      return answerMs + written * modelledStorage.writtenMs;
    },
    capacity: { ...capacity, rows: (time) => capacity.rows(time - clock.started) },
  });
  const { tenant } = storageScope();
  let [taken, lost] = [0, 0];
  await Promise.all(
    Array.from({ length: instances }, () => pacedRows(rows)).flatMap((paced) =>
      Array.from({ length: senders }, async () => {
        for (let bulk = 0; bulk < bulks; bulk += 1) {
          const scope = { ...storageScope({ tenant, clock }), givesWay: true as const };
          const partition = paced.partition(scope, 'rows');
          const outcomes = await Promise.allSettled(
            Array.from({ length: transactions }, async () => await transactInTurn(partition, scope, operations)),
          );
          const done = outcomes.filter((one) => one.status === 'fulfilled' && one.value.ok).length;
          taken += done;
          lost += transactions - done;
        }
      }),
    ),
  );
  return {
    seconds: (clock.now() - clock.started) / 1000,
    rows: (taken + lost) * maxOperations,
    lost,
    tries: sends.length / Math.max(1, taken),
    sends,
  };
}
