import { documentedCsv } from '../../support/documentedCsv.ts';
import { importInto } from '../../support/importInto.ts';
import { startInProcess } from '../../support/inProcess.ts';
import type { StartedApp } from '../../support/testApp.ts';

let app: StartedApp;
beforeAll(async () => {
  app = await startInProcess();
});
afterAll(async () => {
  await app.stop();
});

const none = { created: 0, updated: 0, unchanged: 0, older: 0, expired: 0, forgotten: 0, failed: 0 };

/** What a dry run says of a file, which must be what becomes of it then. */
async function countsOf(set: string, lines: readonly string[]): Promise<unknown> {
  const text = [documentedCsv[set], ...lines].join('\n');
  const count = async (): Promise<string> => await (await app.fetch(`/v1.0/${set}/$count`)).text();
  const before = await count();
  const dry = await importInto(app, `${set}.csv`, text, { isDryRun: true });
  expect(await count()).toBe(before);
  const { counts } = await importInto(app, `${set}.csv`, text);
  expect(dry.counts).toEqual(counts);
  return counts;
}

test('a dry run says of a series what would be created, updated, unchanged and older, and stores nothing', async () => {
  const set = 'office365ActiveUserCounts';
  const line = (refreshDate: string, day: string, period: string, teams = '1'): string =>
    `${refreshDate},9007199254740993,,,,,,${teams},${day},${period}`;
  const month = ['2024-03-01', '2024-03-02', '2024-03-03'].map((day) => line('2024-03-05', day, '30'));
  expect(await countsOf(set, month)).toEqual({ ...none, created: 3 });
  expect(await countsOf(set, month)).toEqual({ ...none, unchanged: 3 });
  const news = [
    line('2024-03-04', '2024-03-01', '7', '2'),
    line('2024-03-05', '2024-03-02', '90', '2'),
    line('2024-03-06', '2024-03-03', '180', '2'),
    line('2024-03-06', '2024-03-04', '7'),
    line('2024-03-06', '2024-03-04', '30'),
    line('2024-03-06', '2024-03-05', '8'),
  ];
  expect(await countsOf(set, news)).toEqual({
    ...none,
    created: 1,
    updated: 1,
    older: 3,
    expired: 0,
    forgotten: 0,
    failed: 1,
  });
  // An empty cell erases nothing.
  expect(await countsOf(set, [line('2024-03-06', '2024-03-04', '7', '')])).toEqual({ ...none, unchanged: 1 });
  // Nor does an empty refresh date: the row is of the report that is stored.
  expect(await countsOf(set, [line('', '2024-03-04', '7', '8')])).toEqual({ ...none, updated: 1 });
});

test('of a detail every line is a row of its own', async () => {
  const set = 'browserUserDetail';
  const lines = ['ada@contoso.example', '(Unknown)', '(Unknown)', "o'neil@contoso.example"].map(
    (name) => `2024-03-01,${name},7,True`,
  );
  expect(await countsOf(set, lines)).toEqual({ ...none, created: 4 });
  expect(await countsOf(set, [...lines, '2024-03-01,(Unknown),7,False'])).toEqual({
    ...none,
    unchanged: 4,
    created: 1,
  });
});

test('a service that is busy for the moment is asked again', async () => {
  let count = 0;
  const fetch = async (...[address, request]: Parameters<StartedApp['fetch']>) => {
    count += 1;
    return count > 1
      ? await app.fetch(address, request)
      : new Response('{}', { status: 503, headers: { 'Retry-After': '0' } });
  };
  const text = `${documentedCsv['browserUserDetail'] ?? ''}\n2024-03-02,ada,7,True`;
  const { counts } = await importInto({ ...app, fetch }, 'browserUserDetail.csv', text, { isDryRun: true });
  expect([counts, count]).toEqual([{ ...none, created: 1 }, 3]);
});

test('a service that does not say that it writes nothing is sent no row', async () => {
  const bodies: string[] = [];
  const fetch = async (...[address, request]: Parameters<StartedApp['fetch']>) => {
    bodies.push(String(request?.body));
    const response = await app.fetch(address, request);
    response.headers.set('preference-applied', 'keep-newer');
    return response;
  };
  const text = `${documentedCsv['browserUserDetail'] ?? ''}\n2024-03-03,ada,7,True`;
  await expect(importInto({ ...app, fetch }, 'browserUserDetail.csv', text, { isDryRun: true })).rejects.toThrow(
    /does not acknowledge 'Prefer: dry-run'.* None was sent\./,
  );
  expect(bodies).toEqual(['{"@context":"#$delta","value":[]}']);
});

test('a service that refuses ends it', async () => {
  const stranger = { ...app, sign: () => 'x.y.z' };
  const text = `${documentedCsv['browserUserDetail'] ?? ''}\n2024-03-01,ada,7,True`;
  await expect(importInto(stranger, 'browserUserDetail.csv', text, { isDryRun: true })).rejects.toThrow(
    /answered 401: /,
  );
});
