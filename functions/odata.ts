import { app } from './app.ts';
import { composition } from './composition.ts';
import { methods } from './methods.ts';
import { toHttpHandler } from './toHttpHandler.ts';

/** One catch-all for everything below the service root: routes of the platform know neither OData keys nor 405. */
app.http('odata', {
  route: 'v1.0/{*path}',
  methods,
  authLevel: 'anonymous',
  handler: toHttpHandler(async (request) => await (await composition()).handle(request)),
});
