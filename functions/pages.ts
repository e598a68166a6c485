import { app } from './app.ts';
import { composition } from './composition.ts';
import { methods } from './methods.ts';
import { toHttpHandler } from './toHttpHandler.ts';

/** The addresses of the page that shows the reports; for as long as a function answers at the root, the host's own page does not. */
const routes = { overview: '/', reports: 'reports', report: 'reports/{set}', coverage: 'coverage' } as const;

for (const [name, route] of Object.entries(routes))
  app.http(name, {
    route,
    methods,
    authLevel: 'anonymous',
    handler: toHttpHandler(async (request) => await (await composition()).page(request)),
  });
