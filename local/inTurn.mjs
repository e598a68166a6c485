// Does what no other process may do in the same folder at the same time, one after the other.
// Needs nothing but Node.js: it runs before anything is installed.
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as pause } from 'node:timers/promises';

/** How often it is looked whether a turn is over, and how often in vain before one that cannot be asked counts as left behind: half a minute. */
const usualPace = { every: 250, times: 120 };
/** How often who has the turn shows that it still runs. */
const beatEvery = 2000;

const attempt = (read) => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** Where a process id means the same process: a machine, or a container on it. */
const here = () => `${hostname()} ${attempt(() => readlinkSync('/proc/self/ns/pid')) ?? ''}`;

/** When a process began, as the system writes it, or that it ended; undefined where it does not tell. */
function beganAt(pid) {
  const ofProc = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (ofProc === undefined) {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    const told = attempt(() => execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], options))?.trim();
    return told?.startsWith('Z') ? 'ended' : told?.replace(/^\S+\s+/, '');
  }
  // Behind the name, which may hold anything, are the third field, its state, and the twenty-second.
  const fields = ofProc.slice(ofProc.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? 'ended' : fields[19];
}

/** Whether this process runs still, and not another by the same id; undefined where that cannot be told. */
function runs({ pid, began }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  const now = beganAt(pid);
  return now === undefined || began === undefined ? undefined : now === began;
}

/** What the file of a turn says; undefined where there is none. It is empty for the moment in which it is written. */
function read(file) {
  const text = attempt(() => readFileSync(file, 'utf8'));
  const stamp = attempt(() => statSync(file).mtimeMs);
  if (text === undefined || stamp === undefined) return undefined;
  const { at, processes = [], note } = attempt(() => JSON.parse(text)) ?? {};
  const found = at === here() ? processes.map(runs) : [undefined];
  const isRunning = found.includes(true) || (found.includes(undefined) ? undefined : false);
  return { text, stamp, note: note ?? '', pid: at === here() ? processes[0]?.pid : undefined, isRunning };
}

/** Takes away the file of a turn that was left behind, unless it is another's meanwhile: only one looks and takes at a time. */
function remove(file, text) {
  const over = `${file}-over`;
  try {
    writeFileSync(over, '', { flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    // Left by one that ended between these lines.
    if (attempt(() => Date.now() - statSync(over).mtimeMs > 60_000)) rmSync(over, { force: true });
    return;
  }
  try {
    if (attempt(() => readFileSync(file, 'utf8')) === text) rmSync(file, { force: true });
  } finally {
    rmSync(over, { force: true });
  }
}

/** Makes the file of a turn. Undefined if there is one; where none can be made, the work itself finds out what it may. */
function take(file) {
  const turn = { at: here(), processes: [{ pid: process.pid, began: beganAt(process.pid) }] };
  let text = JSON.stringify(turn);
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    return error.code === 'EEXIST' ? undefined : { tell: () => {}, end: () => {} };
  }
  const beat = setInterval(() => attempt(() => utimesSync(file, new Date(), new Date())), beatEvery);
  return {
    tell(note, pid) {
      text = JSON.stringify({ ...turn, note, processes: [...turn.processes, { pid, began: beganAt(pid) }] });
      attempt(() => writeFileSync(file, text));
    },
    end() {
      clearInterval(beat);
      if (attempt(() => readFileSync(file, 'utf8')) === text) rmSync(file, { force: true });
    },
  };
}

/**
 * Does work that no other process may do in the same folder at the same time: a file stands for the turn meanwhile. Who finds
 * it waits, until the work is not needed any more or it has the turn itself. A turn is over too when neither the process
 * that took it nor the one it works with runs any more, which their times of begin tell from others by the same ids; where they
 * cannot be looked at, in another container or on another machine, when the file was not touched for half a minute.
 *
 * @param {string} file stands for the turn
 * @param {object} how
 * @param {(note?: string) => boolean} how.isDone whether the work is not needed (any more), given what is told of the work under way: '' if nothing yet, undefined if none is
 * @param {(pid?: number) => void} how.onWait called once, before it waits, with the process it waits for, if that is one of this machine
 * @param {{ every: number, times: number }} [how.pace] how often it looks, in ms, and how often in vain
 * @param {(tell: (note: string, pid: number) => void) => Promise<unknown>} work tells what it does and by which other process
 * @returns what the work returns, undefined if it was not needed
 */
export async function inTurn(file, { isDone, onWait, pace = usualPace }, work) {
  for (let hasSaid = false, unchanged = 0, stamp; ;) {
    const held = read(file);
    unchanged = held?.stamp === stamp ? unchanged + 1 : 0;
    stamp = held?.stamp;
    const isOver = held?.isRunning === false || (held?.isRunning === undefined && unchanged >= pace.times);
    if (isDone(isOver ? undefined : held?.note)) return undefined;
    if (held && isOver) remove(file, held.text);
    const turn = held && !isOver ? undefined : take(file);
    if (turn) {
      try {
        // Another may have done it meanwhile.
        return isDone() ? undefined : await work(turn.tell);
      } finally {
        turn.end();
      }
    }
    if (held && !isOver && !hasSaid) {
      onWait(held.pid);
      hasSaid = true;
    }
    await pause(pace.every);
  }
}
