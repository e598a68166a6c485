import { Pace } from './pace.ts';
import type { Rows } from '../rows/rows.ts';

/** Partitions whose pace is kept: those written to last. */
const mostPaces = 1000;

/** Rows whose partitions give turns to work that gives way (see Pace), and learn from every transaction what storage takes. */
export function pacedRows(rows: Rows): Rows {
  const paces = new Map<string, Pace>();

  function paceOf(name: string): Pace {
    const pace = paces.get(name) ?? new Pace();
    paces.delete(name);
    paces.set(name, pace);
    if (paces.size > mostPaces) {
      const [oldest = name] = paces.keys();
      paces.delete(oldest);
    }
    return pace;
  }

  return {
    partition(scope, table) {
      const inner = rows.partition(scope, table);
      const name = `${table} ${scope.tenant}`;
      return {
        get: (rowKey) => inner.get(rowKey),
        range: (query) => inner.range(query),
        async transact(operations) {
          const { clock } = scope;
          if (scope.givesWay !== true) {
            const ofCallers = paceOf(name);
            ofCallers.called(clock.now());
            const answered = await inner.transact(operations);
            if (!answered.ok && answered.failure.kind === 'throttled') ofCallers.refusedCaller(clock.now());
            return answered;
          }
          const pace = paceOf(name);
          const sent = pace.sent(operations.length, clock.now());
          const outcome = await inner.transact(operations);
          if (outcome.ok) pace.took(sent);
          else if (outcome.failure.kind === 'throttled') pace.refused(sent, clock.now());
          else pace.failed(sent);
          return outcome;
        },
        turn: async (count, asked) => await paceOf(name).turn(scope, count, asked),
      };
    },
    ping: (signal) => rows.ping(signal),
  };
}
