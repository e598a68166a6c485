import { setFlagsFromString } from 'node:v8';

/**
 * How V8 compiles WebAssembly. What reads the answers to `fetch` is written in it, compiled when the first is sent, and the largest
 * of its functions optimised as soon as it runs: that takes 25 MiB for half a second, of which the process keeps 10 to 20. Reports are
 * read as fast without. The flag may be set while a process runs, and holds for what is compiled from then on; Node.js 24 does not mind it.
 */
export const plainWebAssembly = {
  /** To be called before the first `fetch`: what is compiled from now on is not optimised. */
  begin(): void {
    setFlagsFromString('--liftoff-only');
  },
  /** What others have compiled is optimised again. */
  end(): void {
    setFlagsFromString('--no-liftoff-only');
  },
};
