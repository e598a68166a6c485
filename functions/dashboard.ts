import { app } from '@azure/functions';
import { composition } from './composition.ts';
import { methods } from './methods.ts';
import { toHttpHandler } from './toHttpHandler.ts';

/** The page that shows the reports, at the root: for as long as a function answers there, the host's own page is not. */
app.http('dashboard', {
  route: '/',
  methods,
  authLevel: 'anonymous',
  handler: toHttpHandler(async (request) => await (await composition()).page(request)),
});
