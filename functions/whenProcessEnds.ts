/** What ends a process from outside: `kill` and the platform, Ctrl-C of a terminal, a terminal that is closed. */
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Runs `end` before the process ends: by itself, by `process.exit`, by an error that nobody catches, and by a signal, which would
 * else end it in the middle of anything.
 */
export function whenProcessEnds(end: () => void): void {
  process.once('exit', end);
  for (const signal of signals) {
    const ended = (): void => {
      end();
      // Who else listens ends the process in his own time. He has not been called yet, so that he still counts.
      if (process.listenerCount(signal) > 1) return;
      process.off(signal, ended);
      process.kill(process.pid, signal);
    };
    process.prependListener(signal, ended);
  }
}
