/**
 * Hostile requests among the good ones: five pairs in turn, with and without. Half of the pairs at least have a p99 of the good
 * callers that is at most three times as long, and in the best of three the event loop is held at most five times as long.
 */
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import { startAzurite } from '../support/azurite.ts';
import { startEntraServer } from '../support/entraServer.ts';
import { setPath } from '../support/reports.ts';
import { soak } from '../support/soak.ts';
import { openBuild } from '../support/startBuiltApp.ts';

const pairs = 5;
const milliseconds = 1000 * Number(process.env['PAIR_SECONDS'] ?? 20);
const script = path.join(projectPaths.root, 'tests', 'support', 'eventLoopDelay.cjs');

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

test(`${pairs} pairs of good callers with and without hostile requests among them`, async () => {
  const build = openBuild();
  const [azurite, entra] = await Promise.all([startAzurite(), startEntraServer()]);
  const app = await build.start({
    ...entra.environment,
    ReportsStorage: azurite.connectionString,
    NODE_OPTIONS: `--require ${script}`,
  });
  try {
    const load = { app, token: await entra.sign(), good: 8, slow: 0, bad: 0 };
    const measure = async (hostile: number): Promise<{ readonly p99: number; readonly held: number }> => {
      const from = app.logged();
      const { p99, statuses } = await soak({ ...load, hostile, milliseconds });
      expect(statuses['200']).toBeGreaterThan(50);
      const delays = [...app.log(from).matchAll(/^event-loop-delay ([\d.]+)$/gm)].map(([, delay]) => Number(delay));
      expect(delays.length).toBeGreaterThan(1);
      return { p99, held: Math.max(...delays) };
    };
    // What hostile requests are about: as many rows as are evaluated at once, and some.
    const value = Array.from({ length: 100 }, (_each, at) => ({ id: `row${at}`, reportDate: '2024-01-01', teams: at }));
    const stored = await fetch(app.url + setPath, {
      method: 'PATCH',
      headers: {
        Authorization: `Bearer ${load.token}`,
        'Content-Type': 'application/json',
        Prefer: 'continue-on-error, return=minimal',
      },
      body: JSON.stringify({ '@context': '#$delta', value }),
    });
    expect(stored.status).toBeLessThan(300);
    await soak({ ...load, hostile: 1, milliseconds: 3000 });
    const ratios: { readonly p99: number; readonly held: number }[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      const [without, among] = [await measure(0), await measure(2)];
      process.stdout.write(`pair ${pair + 1}: ${JSON.stringify({ without, among })}\n`);
      ratios.push({ p99: among.p99 / without.p99, held: among.held / without.held });
    }
    expect(median(ratios.map(({ p99 }) => p99))).toBeLessThanOrEqual(3);
    expect(Math.min(...ratios.slice(0, 3).map(({ held }) => held))).toBeLessThanOrEqual(5);
  } finally {
    await app.stop();
    await Promise.all([azurite.stop(), entra.close()]);
    build.remove();
  }
}, 900_000);
