/**
 * Runs `end` before the process ends: by itself, by `process.exit`, by an error that nobody catches, and by SIGTERM, which would
 * else end it in the middle of anything.
 */
export function whenProcessEnds(end: () => void): void {
  process.once('exit', end);
  process.once('SIGTERM', () => {
    end();
    // Who else listens ends the process in his own time.
    if (process.listenerCount('SIGTERM') === 0) process.kill(process.pid, 'SIGTERM');
  });
}
