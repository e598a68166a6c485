// A real client, the JavaScript SDK of Microsoft Graph, against the running app.
import { GraphError, type Client } from '@microsoft/microsoft-graph-client';
import { connectGraphClient } from '../support/connectGraphClient.ts';
import { connectOverHttp } from '../support/overHttp.ts';
import { documentedBody, documentedProperties, newId } from '../support/reports.ts';
import type { StartedApp } from '../support/testApp.ts';

let app: StartedApp;
let client: Client;

beforeAll(async () => {
  app = await connectOverHttp();
  client = connectGraphClient(app);
});
afterAll(async () => await app.stop());
afterEach(async () => {
  expect(await app.takeFailures()).toEqual([]);
});

/** The error the SDK makes of an answer. */
async function failure(request: Promise<unknown>): Promise<GraphError> {
  const outcome = await request.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof GraphError) return outcome;
  throw new Error('The SDK reported no GraphError', { cause: outcome });
}

test('PATCH, GET, PATCH, DELETE', async () => {
  const path = `/office365ActiveUserCounts/${newId()}`;
  const created = (await client.api(path).patch(documentedBody)) as object;
  expect(created).toMatchObject(documentedProperties);
  expect(await client.api(path).get()).toEqual(created);
  expect(await client.api(path).patch({ teams: 6 })).toMatchObject({ ...documentedProperties, teams: 6 });
  expect(await client.api(path).header('Prefer', 'return=minimal').patch({ teams: 7 })).toBeUndefined();
  expect(await client.api(path).get()).toMatchObject({ teams: 7 });
  expect(await client.api(path).delete()).toBeUndefined();
  const gone = await failure(client.api(path).get() as Promise<unknown>);
  expect(gone).toMatchObject({ statusCode: 404, code: 'notFound' });
  expect(gone.requestId).toMatch(/^[0-9a-f-]{36}$/);
});

test('below reports, POST, PUT and an entity tag', async () => {
  const set = '/reports/office365ActiveUserCounts';
  const created = (await client.api(set).post({ teams: 1 })) as { id: string; '@odata.etag': string };
  const path = `${set}/${created.id}`;
  await client.api(path).put({ exchange: 2 });
  const stale = await failure(
    client.api(path).header('If-Match', created['@odata.etag']).patch({ teams: 3 }) as Promise<unknown>,
  );
  expect(stale).toMatchObject({ statusCode: 412, code: 'preconditionFailed' });
  expect(await client.api(path).get()).toMatchObject({ teams: null, exchange: 2 });
  await client.api(path).delete();
});

test('an error shows its code, message and inner error', async () => {
  const wrong = await failure(
    client.api(`/office365ActiveUserCounts/${newId()}`).patch({ Teams: 1 }) as Promise<unknown>,
  );
  expect(wrong).toMatchObject({ statusCode: 400, code: 'badRequest' });
  expect(wrong.message).toContain("did you mean 'teams'?");
  expect(JSON.parse(wrong.body as string)).toMatchObject({ target: 'Teams', innerError: { code: 'RequestBodyRead' } });
});

test('without permission to write', async () => {
  const reader = connectGraphClient(app, () => app.sign({ claims: { scp: 'Reports.Read.All' } }));
  const refused = await failure(
    reader.api(`/office365ActiveUserCounts/${newId()}`).patch(documentedBody) as Promise<unknown>,
  );
  expect(refused).toMatchObject({ statusCode: 403, code: 'forbidden' });
});
