import { writeSync } from 'node:fs';
import type { WriteLine } from '../shared/service/message/serviceLog.ts';

/** How long lines are gathered, in milliseconds, and how many bytes of them; as many as a pipe holds. */
const longest = 20;
const most = 65_536;

/** Most bytes that are kept for a reader who does not come along: the process then waits for him. */
const mostKept = 1 << 20;

/** How long a process that ends waits for a reader who takes nothing at all, in milliseconds. */
const patience = 5000;

/** Milliseconds between two tries to write to a full pipe. */
const pause = 5;

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** Writes as much of the bytes as the file takes, and returns how much. Throws EAGAIN when it takes nothing at the moment. */
export type WriteBytes = (descriptor: number, bytes: Uint8Array) => number;

/**
 * Writes to the pipes of the process. They do not block once Node.js has opened them, which it does when they are first asked for: else
 * a write would wait for its reader for ever, in a process that ends too, and no signal would be seen meanwhile.
 */
function writeToPipes(): WriteBytes {
  const descriptors = [process.stdout.fd, process.stderr.fd];
  return (descriptor, bytes) => writeSync(descriptors[descriptor - 1] ?? descriptor, bytes);
}

/** Lines on their way to one of the descriptors of the process. */
class Outlet {
  readonly #descriptor: number;
  readonly #write: WriteBytes;
  #lines: string[] = [];
  #length = 0;
  /** What a full pipe has not taken. */
  #rest = Buffer.alloc(0);
  /** Milliseconds that were waited since anything was taken, and how many are waited at most. */
  #waited = 0;
  #patience = Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(descriptor: number, write: WriteBytes) {
    this.#descriptor = descriptor;
    this.#write = write;
  }

  /** Takes a line that may wait for others. */
  gather(line: string): void {
    this.#lines.push(line);
    this.#length += Buffer.byteLength(line);
    if (this.#length >= most) this.send();
    else this.#wait();
  }

  /** Takes a line that may not wait, and all before it. */
  writeAtOnce(line: string): void {
    this.#lines.push(line);
    this.send();
  }

  /** Writes what has been gathered, as far as it is taken; waits only when too much would have to be kept. */
  send(): void {
    this.#take();
    this.#writeRest(mostKept);
    if (this.#rest.length > 0) this.#wait();
  }

  /** Writes everything before the process ends, however much is kept; a signal and the end behind it wait once together. */
  end(): void {
    this.#take();
    this.#patience = patience;
    this.#writeRest(0);
  }

  /** Lays what has been gathered behind what a full pipe has not taken. */
  #take(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines.length === 0) return;
    const gathered = Buffer.from(this.#lines.join(''));
    this.#rest = this.#rest.length === 0 ? gathered : Buffer.concat([this.#rest, gathered]);
    [this.#lines, this.#length] = [[], 0];
  }

  #wait(): void {
    this.#timer ??= setTimeout(() => this.send(), longest).unref();
  }

  /** Writes until so much at most is left, while the reader takes something within a time, and goes on as long as he does. */
  #writeRest(left: number): void {
    while (this.#rest.length > 0) {
      const written = this.#tryWrite();
      this.#rest = this.#rest.subarray(written);
      if (written > 0) this.#waited = 0;
      else if (this.#rest.length <= left || this.#waited >= this.#patience) return;
      else {
        Atomics.wait(sleeper, 0, 0, pause);
        this.#waited += pause;
      }
    }
    this.#patience = Infinity;
  }

  #tryWrite(): number {
    try {
      return this.#write(this.#descriptor, this.#rest);
    } catch (error) {
      // Where nobody reads any more there is nobody to wait for.
      return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : this.#rest.length;
    }
  }
}

/** Lines of the log on their way to the pipes of the process. */
export interface Gathering {
  readonly write: WriteLine;
  /** Writes what is left, when the process ends; waits for a reader who takes something. */
  readonly end: () => void;
}

/**
 * Writes the lines of the log to the pipes of the process. Information is gathered for 20 ms, because writing the line of each
 * request by itself takes a good part of what answering it takes; warnings and errors are written at once, behind all that
 * came before them. Nothing is lost where somebody reads, and nothing kept without bound.
 */
export function gatherLines(write = writeToPipes()): Gathering {
  const [out, errors] = [new Outlet(1, write), new Outlet(2, write)];
  return {
    write(line, level) {
      if (level === 'info') {
        out.gather(line);
        return;
      }
      out.send();
      errors.writeAtOnce(line);
    },
    end() {
      out.end();
      errors.end();
    },
  };
}
