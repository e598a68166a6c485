import { readFileSync } from 'node:fs';

/** What others took of the machine while something was measured, as shares of all its cores. */
export interface ForeignLoad {
  /** What the host of the machine gave to other machines. */
  readonly stolen: number;
  /** What processes took that are neither this one nor begun by it and ended by now. */
  readonly foreign: number;
}

function fieldsOf(process: string): readonly number[] {
  return readFileSync(`/proc/${process}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);
}

/** Clock ticks of some fields, added up. */
const sumOf = (fields: readonly number[]): number => fields.reduce((sum, field) => sum + field, 0);

/** Clock ticks so far: of all cores, of those busy, of those stolen, of this process, those it has begun and seen end, and those named. */
function ticks(pids: readonly number[]): {
  readonly all: number;
  readonly busy: number;
  readonly stolen: number;
  readonly own: number;
} {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const times = line.split(/\s+/).slice(1).map(Number);
  const [user = 0, nice = 0, system = 0, , , , , stolen = 0] = times;
  // Interrupts are of nobody, and most of them the load's own packets. Guests are counted as users already.
  const busy = user + nice + system;
  const own = sumOf(fieldsOf('self').slice(11, 15)) + sumOf(pids.flatMap((pid) => fieldsOf(String(pid)).slice(11, 13)));
  return { all: sumOf(times.slice(0, 8)), busy, stolen, own };
}

/** Begins to watch; the result tells what others took since, other than processes of the measurement that go on. */
export function watchForeignLoad(pids: readonly number[] = []): () => ForeignLoad {
  const before = ticks(pids);
  return () => {
    const after = ticks(pids);
    const all = Math.max(1, after.all - before.all);
    const foreign = after.busy - before.busy - (after.own - before.own);
    return { stolen: (after.stolen - before.stolen) / all, foreign: Math.max(0, foreign / all) };
  };
}
