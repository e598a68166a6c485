/** No line, span or metric of the app holds a name: not of requests whose addresses do, and not of rows that cannot be read. */
import * as azureFunctions from '@azure/functions';
import { InMemoryLogRecordExporter } from '@opentelemetry/sdk-logs';
import { AggregationTemporality, InMemoryMetricExporter } from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-base';
import { collectedReports } from '../../../shared/model/ledger/collectedReports.ts';
import { reportCoverage } from '../../../shared/model/ledger/reportCoverage.ts';
import { office365ActiveUserDetail as users } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { forgetRequests } from '../../../shared/model/register/forgetRequests.ts';
import { createMaintenance } from '../../../shared/service/createMaintenance.ts';
import { createServiceLog } from '../../../shared/service/message/serviceLog.ts';
import { createMemoryRows, type MemoryFault } from '../../../shared/store/rows/createMemoryRows.ts';
import { loggedRow } from '../../../shared/store/keys/loggedRow.ts';
import { createStore } from '../../../shared/store/createStore.ts';
import { registerSdk } from '../../../shared/telemetry/registerSdk.ts';
import { forgetTelemetry } from '../../support/forgetTelemetry.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { storageScope } from '../../support/storageScope.ts';

const exporter = {
  spans: new InMemorySpanExporter(),
  metrics: new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE),
  logs: new InMemoryLogRecordExporter(),
};
for (const level of ['debug', 'warn'] as const) jest.spyOn(console, level).mockReturnValue();
forgetTelemetry();
const telemetry = registerSdk([exporter], 'tests', azureFunctions, () => undefined);
const fault: { next: MemoryFault | undefined } = { next: undefined };
const rows = createMemoryRows({ fault: () => fault.next });
const model = [users, collectedReports, reportCoverage, forgetRequests];
const name = 'grace.hopper@contoso.example';
let app: Awaited<ReturnType<typeof startInProcess>>;

beforeAll(async () => (app = await startInProcess({ model, rows, telemetry })));
afterAll(async () => {
  await app.stop();
  forgetTelemetry();
});

/** Everything the app has told so far, in lower case. */
async function told(): Promise<string> {
  await telemetry.flush();
  const spans = exporter.spans
    .getFinishedSpans()
    .map(({ name: called, attributes, events, status, links }) => ({ called, attributes, events, status, links }));
  const metrics = exporter.metrics.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
  const logs = exporter.logs.getFinishedLogRecords().map(({ body, attributes }) => ({ body, attributes }));
  return [...app.log, JSON.stringify([spans, metrics, logs])].join('\n').toLowerCase();
}
/** What may stand of a name in a text: itself, escaped for an address, encoded in a row key. */
const traces = /hopper|grace/;

const set = `/v1.0/${users.name}`;
const filter = encodeURIComponent(`userPrincipalName eq '${name}'`);
type Sent = readonly [method: string, path: string, body?: string, headers?: Record<string, string>];
const requests: readonly Sent[] = [
  ['PATCH', `${set}('${name}')`, JSON.stringify({ userPrincipalName: name, reportRefreshDate: '2026-11-26' })],
  ['GET', `${set}('${name}')`],
  ['GET', `${set}/${name}/displayName/$value`],
  ['GET', `${set}?$filter=${filter}`],
  ['GET', `${set}?$filter=${filter}&$orderby=nope`],
  ['GET', `${set}?$orderby=displayName desc&$filter=contains(tolower(displayName),'${name}')`],
  ['GET', `${set}/$count?$filter=${filter}`],
  ['POST', `${set}/$query`, `$filter=${filter}`, { 'Content-Type': 'text/plain' }],
  ['GET', `/v1.0/${name}`],
  ['GET', `${set}('nobody')?$select=${name}`],
  ['PUT', `${set}('${name}')`, JSON.stringify({ [name]: 1 })],
  ['POST', set, JSON.stringify({ id: name })],
  ['DELETE', `${set}('${name}_nobody')`],
  [
    'POST',
    '/v1.0/$batch',
    JSON.stringify({ requests: [{ id: name, method: 'GET', url: `${users.name}('${name}')` }] }),
  ],
];

describe.each<readonly [string, MemoryFault | undefined]>([
  ['storage answers', undefined],
  ['storage refuses', { failBefore: { kind: 'forbidden', cause: new Error('refused') } }],
  ['storage rejects', { failBefore: { kind: 'rejected', cause: new Error('rejected') } }],
])('where %s', (_what, wrong) => {
  test.each(requests.map((sent) => [`${sent[0]} ${sent[1]}`, sent] as const))('%s', async (_called, sent) => {
    const [method, path, body, headers] = sent;
    fault.next = wrong;
    const lines = app.log.length;
    await (
      await app.fetch(path, {
        method,
        headers: { 'Content-Type': 'application/json', ...headers },
        ...(body && { body }),
      })
    ).text();
    fault.next = undefined;
    expect(app.log.length).toBeGreaterThan(lines);
    expect(await told()).not.toMatch(traces);
  });
});

test('rows that cannot be read, or are missing, are called by a digest', async () => {
  const partition = rows.partition(storageScope({ tenant: app.tenant }), users.name);
  const keys = ['e_grace.2ehopper', 'i1_=30!=7973-88-73!=grace.2ehopper:40contoso!x', 'c_000001800000000_v_grace'];
  for (const rowKey of keys) {
    await partition.transact([
      { kind: 'upsert', row: { rowKey, properties: { id: 'grace.hopper', displayName: 'Grace Hopper' } } },
    ]);
  }
  for (const path of [
    set,
    `${set}('grace.hopper')`,
    `${set}/delta`,
    `${set}?$filter=id in ('grace.hopper','b')`,
    `${set}?$orderby=userPrincipalName`,
  ]) {
    await (await app.fetch(path)).text();
    await (await app.fetch(path, { headers: { Prefer: 'track-changes' } })).text();
  }
  const lines: string[] = [];
  const parts = {
    model,
    store: createStore(rows),
    gate: { authenticate: () => Promise.reject(new Error('nobody')), keysReachable: () => Promise.resolve() },
    publicUrl: 'https://reports.example',
    log: createServiceLog((line) => void lines.push(line)),
  };
  await createMaintenance(parts, { auth: { tenants: [app.tenant] }, timeLimit: 600_000 }).run();
  expect(await told()).toMatch(/cannot be read/);
  expect(await told()).not.toMatch(traces);
  expect(lines.join('')).toContain(loggedRow(keys[0] ?? ''));
  expect(lines.join('').toLowerCase()).not.toMatch(traces);
});

test.each([
  ['e_2026-11-26', 'e_2026-11-26'],
  [
    'e_2026-11-26_5f7_5f0b0e7a4c-1111-5222-8333-444455556666_5f2',
    'e_2026-11-26_5f7_5f0b0e7a4c-1111-5222-8333-444455556666_5f2',
  ],
  ['c_', 'c_'],
])('a row key without a name stays as it is: %s', (rowKey, logged) => {
  expect(loggedRow(rowKey)).toBe(logged);
});

test.each([
  ['e_ada', /^e_sha256:[0-9a-f]{16}$/],
  ['e_2026-11-26_5fada', /^e_sha256:/],
  ['i1_=30!=ada', /^i1_sha256:/],
  ['c_000001800000000_AbC_ada', /^c_000001800000000_AbC_sha256:/],
  ['ada', /^sha256:/],
])('%s is not named', (rowKey, logged) => {
  expect(loggedRow(rowKey)).toMatch(logged);
  expect(loggedRow(rowKey)).not.toContain('ada');
});
