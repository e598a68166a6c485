/** A small function app that shows what the local host and the build do to any app. */
import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const every = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
const events: string[] = [];

app.setup({ enableHttpStream: true });

async function echo(request: HttpRequest): Promise<HttpResponseInit> {
  const body = Buffer.from(await request.arrayBuffer());
  return {
    jsonBody: {
      method: request.method,
      url: request.url,
      params: request.params,
      headers: Object.fromEntries(request.headers),
      body: body.toString('latin1'),
    },
    cookies: [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ],
  };
}

app.http('echo', { route: 'echo/{*path}', methods: [...every], authLevel: 'anonymous', handler: echo });
app.http('a_item', { route: 'items/{id}', methods: ['GET'], handler: () => ({ body: 'a_item' }) });
app.http('b_recent', { route: 'items/recent', methods: ['GET', 'POST'], handler: () => ({ body: 'b_recent' }) });
app.http('keyed', {
  route: "Sets/Things('{id}')",
  methods: ['GET'],
  handler: ({ params }) => ({ jsonBody: params }),
});
app.http('root', { route: '/', methods: ['GET'], handler: () => ({ body: 'root' }) });

app.http('count', {
  route: 'count',
  methods: ['POST'],
  handler: async (request) => {
    let bytes = 0;
    for await (const chunk of request.body ?? []) bytes += (chunk as Uint8Array).length;
    return { body: String(bytes) };
  },
});

/** Whoever waits for the next tick. */
let tock: (() => void) | undefined;
async function* ticks(): AsyncGenerator<string> {
  for (const tick of ['one ', 'two ', 'three']) {
    const next = new Promise<void>((resolve) => (tock = resolve));
    yield tick;
    await next;
  }
}
app.http('tock', {
  route: 'tock',
  methods: ['GET'],
  handler: () => {
    tock?.();
    return { status: 204 };
  },
});
app.http('ticks', {
  route: 'ticks',
  methods: ['GET'],
  handler: () => ({ body: Readable.toWeb(Readable.from(ticks())) }),
});
app.http('slow', {
  route: 'slow/{ms}',
  methods: ['GET'],
  handler: async ({ params }) => {
    events.push('slow began');
    await sleep(Number(params['ms']));
    return { body: 'slow' };
  },
});

const proxied: Record<string, unknown> = {};
subscribe('http.server.request.start', (message) => {
  const { headers } = (message as { readonly request: IncomingMessage }).request;
  const { 'x-ms-invocation-id': id = '' } = headers;
  const shown = ['x-some', 'te', 'keep-alive', 'x-forwarded-for'].filter((name) => name in headers);
  proxied[String(id)] = Object.fromEntries(shown.map((name) => [name, headers[name]]));
});
app.http('proxied', {
  route: 'proxied',
  methods: ['GET'],
  handler: (_request, { invocationId }) => ({
    jsonBody: { ...(proxied[invocationId] as object), 'x-ms-invocation-id': 'its own' },
  }),
});

app.http('throws', { route: 'throws', handler: () => Promise.reject(new Error('thrown by the fixture')) });
app.http('nothing', { route: 'nothing', handler: () => Promise.resolve(undefined as unknown as HttpResponseInit) });
app.http('large', { route: 'large', methods: ['GET'], handler: () => ({ body: 'x'.repeat(1 << 20) }) });
app.http('late', { route: 'late', methods: ['POST'], handler: () => ({ status: 408, body: 'too late' }) });

app.http('early', { route: 'early', methods: ['POST'], handler: () => ({ status: 413, body: 'too much' }) });

app.http('lazy', {
  route: 'lazy',
  methods: ['GET'],
  handler: async () => {
    const { ManagedIdentityCredential } = await import('@azure/identity');
    return { body: typeof ManagedIdentityCredential };
  },
});

app.http('events', { route: 'events', methods: ['GET'], handler: () => ({ jsonBody: events }) });
app.http('settings', {
  route: 'settings',
  methods: ['GET'],
  handler: () => ({ body: process.env['PUBLIC_URL'] ?? '' }),
});
app.timer('never', {
  schedule: '* * * * * *',
  handler: (timer) => void events.push(`timer ${typeof timer.isPastDue}`),
});
app.timer('failing', { schedule: '* * * * * *', handler: () => Promise.reject(new Error('failed by the clock')) });

app.hook.appStart(() => void events.push('appStart'));
app.hook.preInvocation((context) => {
  if (context.invocationContext.functionName === 'slow') context.hookData['mark'] = 'seen';
});
app.hook.postInvocation((context) => {
  if (context.invocationContext.functionName !== 'slow') return;
  events.push(`slow ${String(context.hookData['mark'])}`);
  context.result = { body: 'slow, then hooked' };
});
app.hook.appTerminate(() => {
  process.stderr.write('appTerminate\n');
});
