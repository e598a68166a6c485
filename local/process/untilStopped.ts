import { isAlive } from './isAlive.ts';
import { npmAncestors } from './npmAncestors.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const watchEveryMs = 250;

/**
 * Listens for the ordinary ways to stop a command: Ctrl-C, `kill` of it or of the npm that started it, the terminal
 * closing, and, for a command that another process forked, the end of that process. Call it before anything is started:
 * from then on the process ends only by itself.
 */
export function untilStopped(): Promise<void> {
  // A closed terminal takes no more lines; that must not end the process before its data is on disk.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const ancestors = npmAncestors();
  return new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve());
    process.once('disconnect', () => resolve());
    const watch = setInterval(() => {
      if (ancestors.every(isAlive)) return;
      clearInterval(watch);
      resolve();
    }, watchEveryMs);
    watch.unref();
  });
}
