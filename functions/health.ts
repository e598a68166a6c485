import { app } from './app.ts';
import { composition } from './composition.ts';
import { toHttpHandler } from './toHttpHandler.ts';

/** 200 when storage and signing keys are reachable, else 503 with what is missing. */
app.http('health', {
  route: 'health',
  methods: ['GET', 'HEAD'],
  authLevel: 'anonymous',
  handler: toHttpHandler(async (request) => await (await composition()).health(request)),
});
