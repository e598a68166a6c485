import * as fc from 'fast-check';
import { fuzzInputs, type FuzzInput } from '../support/fuzzInputs.ts';
import { startInProcess } from '../support/inProcess.ts';
import { namedVersion } from '../support/testApp.ts';
import { errorTable } from '../../shared/errors/errorTable.ts';

/** Inputs of all kinds together: 2,000, and a million at night. */
const inputs = Number(process.env['FUZZ_INPUTS'] ?? 2000);
/** Reproducible, unless it is to find something new. */
const seed = Number(process.env['FUZZ_SEED'] ?? 7);
/** Inputs one service is given before it makes place for the next. */
const perService = 4000;
const mebi = 1024 * 1024;
const statuses: ReadonlySet<number> = new Set([
  200,
  201,
  204,
  304,
  ...Object.values(errorTable).map(({ status }) => status),
]);

/** Sends one input; fails for an answer no input may have, and for one that takes the processor a second. */
async function play(
  app: Awaited<ReturnType<typeof startInProcess>>,
  { path, request }: FuzzInput,
  token: string,
): Promise<void> {
  const headers = { Authorization: `Bearer ${token}`, ...request.headers };
  const { user, system } = process.cpuUsage();
  const response = await app.fetch(path, { ...request, headers });
  const text = await response.text();
  const used = process.cpuUsage({ user, system });
  expect(response.status).not.toBe(500);
  expect(statuses).toContain(response.status);
  expect(response.headers.get('request-id')).not.toBeNull();
  if (response.status >= 400 && request.method !== 'HEAD')
    expect(JSON.parse(text)).toHaveProperty(namedVersion(response) ? 'error.message' : 'error.innerError.code');
  expect((used.user + used.system) / 1000).toBeLessThan(1000);
}

test.each(['URL', 'headers', 'JSON', 'multipart', 'tokens'])(
  'no input of the kind %s breaks, stalls or swells the service',
  async (kind) => {
    const wanted = Math.ceil(inputs / 5);
    for (let done = 0; done < wanted; done += perService) {
      const app = await startInProcess();
      try {
        const token = app.sign();
        const before = process.memoryUsage().rss;
        await fc.assert(
          fc.asyncProperty(fuzzInputs(token)[kind]!, async (input) => await play(app, input, token)),
          { numRuns: Math.min(perService, wanted - done), seed: seed + done },
        );
        expect(await app.takeFailures()).toEqual([]);
        expect((process.memoryUsage().rss - before) / mebi).toBeLessThan(400);
      } finally {
        await app.stop();
      }
    }
  },
  3_600_000,
);
