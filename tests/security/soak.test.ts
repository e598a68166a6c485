import { setTimeout as wait } from 'node:timers/promises';
import { startAzurite } from '../support/azurite.ts';
import { startEntraServer } from '../support/entraServer.ts';
import { soak } from '../support/soak.ts';
import { openBuild, type BuiltApp } from '../support/startBuiltApp.ts';
import { unlessMissing } from '../support/unlessMissing.ts';
import { unmeasured } from '../support/unmeasured.ts';

/** The lines of a log that tell of failures, the first of each kind: what is no request's line, and requests that ended in 500. */
function failuresIn(log: string): string {
  const lines = log.split('\n').filter((line) => !line.includes('"status":') || line.includes('"status":500'));
  return lines.slice(0, 100).join('\n');
}

/** Bytes of the log that are looked through, from its end: that of minutes is longer than a string may be. */
const mostLog = 200_000_000;

/** 5 seconds, and 5 minutes at night. */
const seconds = Number(process.env['SOAK_SECONDS'] ?? 5);

type Resources = NonNullable<ReturnType<BuiltApp['resources']>>;
/** What the app took before the load, at most in the second half of it, and after it; undefined until then. */
let taken: { before: Resources; peak: number; after: Resources } | undefined;

test(`${seconds} seconds of more callers than the app takes at once, bad ones among the good`, async () => {
  const build = openBuild();
  const [azurite, entra] = await Promise.all([startAzurite(), startEntraServer()]);
  const app = await build.start({ ...entra.environment, ReportsStorage: azurite.connectionString });
  try {
    const token = await entra.sign();
    const load = { app, token, good: 200, slow: 240, bad: 3 };
    // The same load before, so that what is kept for reuse is there already; what grows from then on leaks.
    await soak({ ...load, milliseconds: 2000 });
    const before = app.resources();
    const from = app.logged();
    const report = await soak({ ...load, milliseconds: seconds * 1000 });
    process.stdout.write(`soak: ${JSON.stringify({ statuses: report.statuses, p99: Math.round(report.p99) })}\n`);
    // What went wrong is told by whoever answered: the service, or the host before it.
    const told = report.surprises.length === 0 ? '' : failuresIn(app.log(Math.max(from, app.logged() - mostLog)));
    expect([...report.surprises, told].filter((line) => line !== '')).toEqual([]);
    // Whether any is refused depends on how fast the machine is; that the limit refuses is in overload.test.ts.
    expect(report.statuses['200']).toBeGreaterThan(50);
    expect(report.rude).toBe(0);
    expect(report.p99).toBeGreaterThan(0);
    let after = app.resources();
    if (before === undefined || after === undefined) return;
    // Connections that are kept for another request are closed after a few seconds.
    for (let waited = 0; waited < 20 && after.handles > before.handles + 50; waited += 1) {
      await wait(1000);
      after = app.resources() ?? after;
    }
    const half = report.samples.slice(Math.floor(report.samples.length / 2)).map(({ memory }) => memory);
    taken = { before, peak: Math.max(...half), after };
    process.stdout.write(`soak: ${JSON.stringify(taken)}\n`);
  } finally {
    await app.stop();
    await Promise.all([azurite.stop(), entra.close()]);
    build.remove();
  }
}, 900_000);

unlessMissing(test, unmeasured)('neither memory nor handles grow with them', () => {
  const { before, peak, after } = taken!;
  // Room for a garbage collector that takes its time; what leaks does not stop there.
  expect(peak).toBeLessThan(before.memory + 300);
  expect(after.handles).toBeLessThan(before.handles + 50);
});
