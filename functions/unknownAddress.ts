import { app } from './app.ts';
import { composition } from './composition.ts';
import { methods } from './methods.ts';
import { toHttpHandler } from './toHttpHandler.ts';

/** Everything else: an OData 404 instead of the platform's empty one. Functions are matched in the order of their names. */
app.http('unknownAddress', {
  route: '{*path}',
  methods,
  authLevel: 'anonymous',
  handler: toHttpHandler(async (request) => await (await composition()).handle(request)),
});
