import { app } from './app.ts';
import { composition } from './composition.ts';
import { toHttpHandler } from './toHttpHandler.ts';

/** Describes the API to OAuth clients (RFC 9728). */
app.http('protectedResource', {
  route: '.well-known/oauth-protected-resource',
  methods: ['GET', 'HEAD'],
  authLevel: 'anonymous',
  handler: toHttpHandler(async (request) => await (await composition()).protectedResource(request)),
});
