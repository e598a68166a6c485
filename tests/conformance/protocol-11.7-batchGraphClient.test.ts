// Batches of a real client, the JavaScript SDK of Microsoft Graph, against the running app.
import { BatchRequestContent, BatchResponseContent, type BatchRequestStep } from '@microsoft/microsoft-graph-client';
import { connectGraphClient } from '../support/connectGraphClient.ts';
import { connectOverHttp } from '../support/overHttp.ts';
import { documentedBody, documentedProperties, newId } from '../support/reports.ts';
import type { StartedApp } from '../support/testApp.ts';

let app: StartedApp;
beforeAll(async () => (app = await connectOverHttp()));
afterAll(async () => await app.stop());

async function send(steps: readonly BatchRequestStep[]): Promise<BatchResponseContent> {
  const client = connectGraphClient(app);
  const content = await new BatchRequestContent([...steps]).getContent();
  return new BatchResponseContent((await client.api('/$batch').post(content)) as never);
}

function step(id: string, method: string, path: string, body?: unknown, dependsOn?: string[]): BatchRequestStep {
  const request = new Request(`https://graph.microsoft.com/v1.0${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { id, request, ...(dependsOn && { dependsOn }) };
}

test('requests that depend on one another', async () => {
  const path = `/office365ActiveUserCounts/${newId()}`;
  const answers = await send([
    step('1', 'PATCH', path, documentedBody),
    step('2', 'GET', path, undefined, ['1']),
    step('3', 'PATCH', path, { teams: 6 }, ['2']),
    step('4', 'DELETE', path, undefined, ['3']),
  ]);
  expect([...answers.getResponses().values()].map(({ status }) => status)).toEqual([201, 200, 200, 204]);
  expect(await answers.getResponseById('2').json()).toMatchObject(documentedProperties);
  expect(await answers.getResponseById('3').json()).toMatchObject({ teams: 6 });
});

test('requests side by side, one of which fails', async () => {
  const path = `/office365ActiveUserCounts/${newId()}`;
  const answers = await send([
    step('a', 'GET', path),
    step('b', 'GET', '/office365ActiveUserCounts?$top=1'),
    step('c', 'PATCH', path, { Teams: 1 }),
  ]);
  const status = (id: string): number => answers.getResponseById(id).status;
  expect([status('a'), status('b'), status('c')]).toEqual([404, 200, 400]);
  expect(await answers.getResponseById('b').json()).toHaveProperty('value');
  expect(await answers.getResponseById('c').json()).toMatchObject({ error: { code: 'badRequest', target: 'Teams' } });
});
