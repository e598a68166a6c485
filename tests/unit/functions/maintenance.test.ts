/** The timer of the upkeep: it is registered where the host has storage of its own, runs the upkeep, and fails with it. */
import type { Timer } from '@azure/functions';

type Handler = (timer: Timer, context: { error: (...words: unknown[]) => void }) => Promise<void>;

interface Registered {
  readonly name: string;
  readonly options: { readonly schedule: string; readonly runOnStartup: boolean; readonly handler: Handler };
}

/** What the file registers with such settings; `run` is the upkeep. */
async function register(
  settings: Readonly<Record<string, string>>,
  run: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<readonly Registered[]> {
  const registered: Registered[] = [];
  const timer = (name: string, options: Registered['options']): void => void registered.push({ name, options });
  const environment = { ...process.env };
  for (const name of Object.keys(process.env))
    if (/^AzureWebJobsStorage/i.test(name)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, settings);
  try {
    await jest.isolateModulesAsync(async () => {
      jest.doMock('@azure/functions', () => ({ app: { timer } }));
      jest.doMock('../../../functions/composition.ts', () => ({
        composition: () => Promise.resolve({ maintenance: { run } }),
      }));
      await import('../../../functions/maintenance.ts');
    });
  } finally {
    jest.dontMock('@azure/functions');
    jest.dontMock('../../../functions/composition.ts');
    for (const name of Object.keys(settings)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, environment);
  }
  return registered;
}

test.each([
  ['a connection string', { AzureWebJobsStorage: 'UseDevelopmentStorage=true' }],
  ['an identity', { AzureWebJobsStorage__accountName: 'reports', AzureWebJobsStorage__credential: 'managedidentity' }],
  ['an identity, by a part of it', { AzureWebJobsStorage__tableServiceUri: 'https://reports.table.core.windows.net' }],
])('there is one timer, every night, where the host has storage by %s', async (_what, settings) => {
  const timers = await register(settings);
  expect(timers.map(({ name, options: { schedule, runOnStartup } }) => [name, schedule, runOnStartup])).toEqual([
    ['maintenance', '0 20 3 * * *', false],
  ]);
});

test.each([
  ['nothing', {}],
  ['an empty value', { AzureWebJobsStorage: ' ' }],
  ['a setting of another name', { AzureWebJobsStorageOther: 'x', ReportsStorage: 'UseDevelopmentStorage=true' }],
])('there is none with %s', async (_what, settings) => {
  expect(await register(settings)).toEqual([]);
});

test('it runs the upkeep once, and fails, and says so, when that does', async () => {
  const timer = {} as Timer;
  const said: unknown[][] = [];
  const context = { error: (...words: unknown[]) => void said.push(words) };
  let runs = 0;
  const settings = { AzureWebJobsStorage: 'x' };
  const [good] = await register(settings, () => Promise.resolve((runs += 1) > 0));
  await good?.options.handler(timer, context);
  expect([runs, said]).toEqual([1, []]);
  const failure = new Error('storage is gone');
  const [bad] = await register(settings, () => Promise.reject(failure));
  await expect(bad?.options.handler(timer, context)).rejects.toBe(failure);
  expect(said).toEqual([['The upkeep failed', failure]]);
});
