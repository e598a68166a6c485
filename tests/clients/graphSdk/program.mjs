/* A program that uses the JavaScript SDK of Microsoft Graph as its pages tell it to, for graphSdk.test.ts; prints what each step came to. */
import { Buffer } from 'node:buffer';
import { BatchRequestContent, BatchResponseContent, Client, PageIterator } from '@microsoft/microsoft-graph-client';

const [baseUrl, token] = process.argv.slice(2);
const client = Client.init({
  baseUrl,
  defaultVersion: 'v1.0',
  customHosts: new Set([new URL(baseUrl).hostname]),
  authProvider: (done) => done(null, token),
});
const { Request } = globalThis;
const set = '/office365ActiveUserCounts';
const statusOf = async (request) =>
  await request.then(
    () => 0,
    ({ statusCode }) => statusCode,
  );

/** The answers to a batch, by id. */
async function send(...steps) {
  const content = await new BatchRequestContent(steps).getContent();
  return new BatchResponseContent(await client.api('/$batch').post(content));
}

const steps = {
  update: async () => {
    const path = `${set}/a346dbc0-dbc0-a346-c0db-46a3c0db46a3`;
    const body = { '@odata.type': '#microsoft.graph.office365ActiveUserCounts', reportDate: '2022-10-19', teams: 5 };
    const created = await client.api(path).update(body);
    const condition = created['@odata.etag'];
    const updated = await client.api(path).header('If-Match', condition).update({ teams: 6 });
    const refused = await statusOf(client.api(path).header('If-Match', condition).delete());
    await client.api(path).delete();
    return { created, updated, refused };
  },
  query: async () =>
    await client
      .api(set)
      .filter("reportPeriod eq '7' and office365 ge 1004")
      .select(['id', 'reportDate'])
      .orderby('reportDate desc')
      .top(2)
      .count(true)
      .get(),
  iterate: async () => {
    const options = { headers: { Prefer: 'odata.maxpagesize=7' } };
    const first = await client.api(set).orderby('id').headers(options.headers).get();
    const ids = [];
    await new PageIterator(client, first, ({ id }) => ids.push(id) > 0, options).iterate();
    return { first: first.value.length, ids };
  },
  batch: async () => {
    const url = `https://graph.microsoft.com${set}/batched`;
    const headers = { 'Content-Type': 'application/json' };
    const write = new Request(url, { method: 'PATCH', headers, body: '{"teams":9007199254740991}' });
    const answers = await send({ id: '1', request: write }, { id: '2', request: new Request(url), dependsOn: ['1'] });
    const read = answers.getResponseById('2');
    return { statuses: [answers.getResponseById('1').status, read.status], read: await read.json() };
  },
  csv: async () =>
    await client
      .api("/reports/getOffice365ActiveUserCounts(period='D7')")
      .header('Accept', 'text/csv')
      .responseType('text')
      .get(),
  bytes: async () => {
    const call = "/reports/getOffice365ActiveUserCounts(period='D7')";
    // The SDK takes the CSV for the bytes it wants where it is not told what to expect.
    const answer = await client.api(call).responseType('arraybuffer').get();
    const headers = { Accept: 'application/octet-streamapplication/json' };
    const answers = await send({ id: '1', request: new Request(`https://graph.microsoft.com${call}`, { headers }) });
    return { text: Buffer.from(answer).toString(), inBatch: answers.getResponseById('1').status };
  },
};

const outcomes = {};
for (const [name, step] of Object.entries(steps)) {
  outcomes[name] = await step().then(
    (value) => ({ value }),
    (error) => ({ failure: `${error}` }),
  );
}
console.log(JSON.stringify(outcomes));
