import { app } from './app.ts';
import { composition } from './composition.ts';
import { toHttpHandler } from './toHttpHandler.ts';

/** The OpenAPI 3.1 description of every address, derived from the model and the table of operations. */
app.http('openApi', {
  route: 'openapi.json',
  methods: ['GET', 'HEAD'],
  authLevel: 'anonymous',
  handler: toHttpHandler(async (request) => await (await composition()).openApi(request)),
});
