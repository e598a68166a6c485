/** A function app that shows what becomes of answers longer than any caller wants, and what arrives of a request. */
import { app } from '@azure/functions';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { receiveRequests } from '../../functions/receiveRequests.ts';
import { toHttpHandler } from '../../functions/toHttpHandler.ts';
import { compress } from '../../shared/service/message/compress.ts';

app.setup({ enableHttpStream: true });

/** What is seen at the source of the answers. */
const source = { given: 0, ended: 0 };

/** Pieces of 64 KiB that do not get smaller when they are compressed. */
async function* pieces(end = Infinity): AsyncGenerator<Uint8Array> {
  source.given = 0;
  try {
    for (; source.given < end; source.given += 1) yield await Promise.resolve(randomBytes(65_536));
    // What was given is on its way by then.
    await sleep(100);
    throw new Error('the fixture breaks off');
  } finally {
    source.ended += 1;
  }
}

const answer = (end?: number) =>
  toHttpHandler(
    async ({ headers }) =>
      await compress({ status: 200, headers: {}, body: pieces(end) }, headers.get('accept-encoding')),
  );

app.http('endless', { route: 'endless', methods: ['GET'], handler: answer() });
app.http('failing', { route: 'failing', methods: ['GET'], handler: answer(3) });
app.http('a_whole', {
  route: 'whole',
  methods: ['GET'],
  handler: toHttpHandler(
    async ({ headers }) =>
      await compress({ status: 200, headers: {}, body: '\u00e9'.repeat(5000) }, headers.get('accept-encoding')),
  ),
});
app.http('source', {
  route: 'source',
  methods: ['GET'],
  handler: toHttpHandler(() => ({ status: 200, headers: {}, body: JSON.stringify(source) })),
});

app.http('hooked', { route: 'hooked', methods: ['GET'], handler: toHttpHandler(() => ({ status: 200, headers: {} })) });
app.http('hookedAfter', {
  route: 'hookedAfter',
  methods: ['GET'],
  handler: toHttpHandler(() => ({ status: 200, headers: {}, body: 'answered' })),
});
app.hook.preInvocation(({ invocationContext }) => {
  if (invocationContext.functionName === 'hooked') throw new Error('a hook before the function');
});
app.hook.postInvocation(({ invocationContext }) => {
  if (invocationContext.functionName === 'hookedAfter') throw new Error('a hook behind the function');
});

// The last by name, so that it takes what the others leave.
app.http('whatever', {
  route: '{*path}',
  methods: ['GET', 'POST'],
  handler: toHttpHandler(({ url }) => ({ status: 200, headers: {}, body: url })),
});

receiveRequests();
