import { app } from './app.ts';
import { composition } from './composition.ts';
import { methods } from './methods.ts';
import { toHttpHandler } from './toHttpHandler.ts';

/** The interactive reference of the API, made from `/openapi.json`. */
app.http('docs', {
  route: 'docs',
  methods,
  authLevel: 'anonymous',
  handler: toHttpHandler(async (request) => await (await composition()).page(request)),
});
