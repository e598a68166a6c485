import { modelledStorage } from '../../bench/modelledStorage.ts';
import { Tempo } from '../../shared/store/pace/tempo.ts';
import { maxOperations } from '../../shared/store/rows/rows.ts';
import { seededRandom } from './seededFaults.ts';

/** What a partition can take: whether it takes so many rows at a time in milliseconds, which never goes back. */
export type Takes = (rows: number, time: number) => boolean;

/** Whole transactions that are written, and over what. */
export interface Simulation {
  readonly makeTakes: () => Takes;
  /** Milliseconds of a refusal, and by what share they vary. */
  readonly answerMs: number;
  readonly varies?: number;
  readonly seed?: number;
  readonly instances?: number;
  readonly senders?: number;
  /** Bulks of each sender one after the other, each with 25 s, and the transactions of each. */
  readonly bulks?: number;
  readonly transactions?: number;
  /** Somebody who knows what is taken without asking, with as many under way. */
  readonly isIdeal?: boolean;
}

export interface Simulated {
  readonly seconds: number;
  readonly lost: number;
  readonly taken: number;
  readonly sent: number;
  /** When each bulk began and ended, in milliseconds. */
  readonly spans: readonly (readonly [began: number, ended: number])[];
}

interface Waiting {
  readonly latest: number;
  readonly end: (isTaken: boolean) => void;
  readonly isAgain?: boolean;
}

const mostUnderWay = 16;

/** Plays what instances of a Tempo write without a promise, so that thousands of runs take a second. */
export function simulateTempo(simulation: Simulation): Simulated {
  const { answerMs, varies = 0, seed = 1, instances = 1, senders = 1, bulks = 1, transactions = 40 } = simulation;
  const random = seededRandom(seed);
  const takes = simulation.makeTakes();
  const events = new Map<number, (() => void)[]>();
  const times: number[] = [];
  const spans: (readonly [number, number])[] = [];
  let [now, sent, taken, lost, ended] = [0, 0, 0, 0, 0];

  const at = (time: number, happen: () => void): void => {
    // Whole tenths of milliseconds, at least one later.
    const slot = Math.max(Math.ceil(time * 10), Math.round(now * 10) + (time > now ? 1 : 0));
    const some = events.get(slot);
    if (some !== undefined) {
      some.push(happen);
      return;
    }
    events.set(slot, [happen]);
    let place = times.length;
    while (place > 0 && times[place - 1]! < slot) place -= 1;
    times.splice(place, 0, slot);
  };

  const startInstance = (): void => {
    const tempo = new Tempo();
    const queue: Waiting[] = [];
    let [underWay, alarm] = [0, 0];
    const nextTime = (): number => {
      if (underWay >= mostUnderWay) return Infinity;
      const spare = ((queue.at(-1)?.latest ?? Infinity) - now) / (queue.length * maxOperations);
      return simulation.isIdeal === true ? now : tempo.next(maxOperations, now, spare);
    };
    const wakeAt = (time: number): void => {
      alarm += 1;
      const own = alarm;
      at(time, () => {
        if (own === alarm) send();
      });
    };
    const send = (): void => {
      for (let first = queue[0]; first !== undefined; [first] = queue) {
        if (now >= first.latest) {
          queue.shift();
          first.end(false);
          continue;
        }
        const time = nextTime();
        if (time > now + 1e-6) {
          if (time < Infinity) wakeAt(Math.min(time, first.latest));
          return;
        }
        const isTaken = takes(maxOperations, now);
        if (!isTaken && simulation.isIdeal === true) {
          wakeAt(now + 10);
          return;
        }
        queue.shift();
        tempo.begin(maxOperations, now);
        const own = tempo.sent(maxOperations, now);
        underWay += 1;
        sent += 1;
        const waiting = first;
        const answered = answerMs * (1 + varies * (2 * random() - 1));
        at(now + answered + (isTaken ? maxOperations * modelledStorage.writtenMs : 0), () => {
          underWay -= 1;
          if (isTaken) {
            taken += 1;
            tempo.took(own);
            waiting.end(true);
          } else {
            tempo.refused(own, now);
            // As in Pace: before all who have had no turn, of several who has the least time.
            const others = queue.findIndex((one) => one.isAgain !== true || one.latest > waiting.latest);
            queue.splice(others < 0 ? queue.length : others, 0, { ...waiting, isAgain: true });
          }
          send();
        });
      }
    };
    const writeBulk = (left: number): void => {
      if (left === 0) return;
      let open = transactions;
      const began = now;
      const end = (isTaken: boolean): void => {
        if (!isTaken) lost += 1;
        ended = now;
        open -= 1;
        if (open > 0) return;
        spans.push([began, now]);
        at(now, () => {
          writeBulk(left - 1);
        });
      };
      if (queue.length === 0) tempo.arrive(maxOperations, now);
      for (let count = 0; count < transactions; count += 1) queue.push({ latest: now + 24_000, end });
      send();
    };
    for (let sender = 0; sender < senders; sender += 1) writeBulk(bulks);
  };

  for (let instance = 0; instance < instances; instance += 1) startInstance();
  for (let slot = times.pop(); slot !== undefined; slot = times.pop()) {
    now = slot / 10;
    const some = events.get(slot)!;
    events.delete(slot);
    for (const happen of some) happen();
  }
  return { seconds: ended / 1000, lost, taken, sent, spans };
}
