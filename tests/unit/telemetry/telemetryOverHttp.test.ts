import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';
import { startAzurite } from '../../support/azurite.ts';
import { startEntraServer } from '../../support/entraServer.ts';
import { startFaultProxy } from '../../support/faultProxy.ts';
import { openBuild } from '../../support/startBuiltApp.ts';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}
interface Metric {
  readonly name: string;
}

/** A collector that takes OTLP over HTTP in JSON. */
async function startCollector() {
  const spans: Span[] = [];
  const metrics: string[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      bodies.push(JSON.stringify(body));
      const { resourceSpans = [], resourceMetrics = [] } = body as {
        resourceSpans?: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
        resourceMetrics?: readonly { readonly scopeMetrics: readonly { readonly metrics: readonly Metric[] }[] }[];
      };
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      const scopes = resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics);
      metrics.push(...scopes.flatMap((scope) => scope.metrics.map(({ name }) => name)));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    metrics,
    bodies,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

test('the built package sends spans and metrics over OTLP, without a name in them or in a line; and storage gets the trace', async () => {
  const [azurite, entra, collector] = await Promise.all([startAzurite(), startEntraServer(), startCollector()]);
  const sent: unknown[] = [];
  const record = (_random: () => number, { headers }: IncomingMessage) => {
    sent.push(headers['traceparent']);
    return {};
  };
  const proxy = await startFaultProxy(azurite.url, record, { share: 1 });
  const build = openBuild();
  const app = await build.start({
    ...entra.environment,
    ReportsStorage: azurite.connectionStringAt(proxy.url),
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  });
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const invocation = 'b7ad6b7169203331';
  const details = `${app.url}/v1.0/office365ActiveUserDetail`;
  let lines: string;
  try {
    const response = await fetch(`${app.url}/v1.0/office365ActiveUserCounts/traced`, {
      method: 'PATCH',
      headers: {
        Authorization: `Bearer ${await entra.sign()}`,
        'Content-Type': 'application/json',
        traceparent: `00-${traceId}-${invocation}-01`,
      },
      body: '{"teams":9}',
    });
    expect(response.status).toBe(201);
    expect((await fetch(`${app.url}/v1.0/office365ActiveUserCounts`)).status).toBe(401);
    const headers = {
      Authorization: `Bearer ${await entra.sign()}`,
      'Content-Type': 'application/json',
      traceparent: `00-${traceId}-${invocation}-01`,
    };
    const body = '{"userPrincipalName":"grace.hopper@contoso.example"}';
    const address = `${details}('grace.hopper@contoso.example')`;
    expect((await fetch(address, { method: 'PATCH', headers, body })).status).toBe(201);
    expect((await fetch(address, { headers })).status).toBe(200);
    const filter = encodeURIComponent("userPrincipalName eq 'grace.hopper@contoso.example'");
    expect((await fetch(`${details}?$filter=${filter}`, { headers })).status).toBe(200);
    expect((await fetch(`${details}?$filter=${filter}&$orderby=hopper`, { headers })).status).toBe(400);
  } finally {
    // What is still to be sent is sent when the app ends.
    lines = app.log();
    await app.stop();
    await Promise.all([proxy.stop(), azurite.stop(), entra.close(), collector.stop()]);
    build.remove();
  }
  const span = collector.spans.find(({ name }) => name === 'updateEntity office365ActiveUserCounts');
  expect(span).toMatchObject({ traceId, parentSpanId: invocation });
  expect(sent).toContain(`00-${traceId}-${span?.spanId}-01`);
  expect(sent.filter((header) => typeof header !== 'string')).toEqual([]);
  expect(collector.metrics).toContain('odata.tokens.rejected');
  expect(collector.spans.map(({ name }) => name)).toContain('readCollection office365ActiveUserDetail');
  expect([...collector.bodies, lines].join('\n').toLowerCase()).not.toMatch(/hopper|grace/);
});
