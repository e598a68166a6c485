import { app } from './app.ts';
import { composition } from './composition.ts';
import { methods } from './methods.ts';
import { toHttpHandler } from './toHttpHandler.ts';

/** The scripts and styles of the pages. */
app.http('assets', {
  route: 'assets/{name}',
  methods,
  authLevel: 'anonymous',
  handler: toHttpHandler(async (request) => await (await composition()).page(request)),
});
