import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { guid } from '../../shared/settings/guid.ts';
import { isLoopbackHost } from '../../shared/settings/isLoopbackHost.ts';
import { listenOnPort } from '../process/listenOnPort.ts';
import { createAuthorizationCodes } from './createAuthorizationCodes.ts';
import { authorize } from './authorize.ts';
import type { IssuerOptions } from './issuerOptions.ts';
import { OAuthError } from './oauthError.ts';
import { keySet } from './keySet.ts';
import { openIdMetadata } from './openIdMetadata.ts';
import { redeem } from './redeem.ts';

/** A running development issuer. */
export interface RunningIssuer {
  /** `http://127.0.0.1:<port>`, no trailing slash. */
  readonly origin: string;
  stop(): Promise<void>;
}

const formLimit = 65_536;

function isLoopbackOrigin(origin: string | undefined): origin is string {
  return origin !== undefined && URL.canParse(origin) && isLoopbackHost(new URL(origin).hostname);
}

/** Web pages of this machine may ask (Fetch standard, CORS protocol); others cannot read the answer. */
function allowLoopbackPages({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('vary', 'Origin');
  if (!isLoopbackOrigin(headers.origin)) return;
  response.setHeader('access-control-allow-origin', headers.origin);
  response.setHeader('access-control-allow-headers', 'authorization, content-type, *');
  response.setHeader('access-control-allow-methods', 'GET, POST');
}

function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  if (!(Number(request.headers['content-length']) <= formLimit))
    throw new OAuthError('invalid_request', `The request needs a Content-Length of at most ${formLimit} bytes.`);
  return new URLSearchParams(await text(request));
}

/**
 * Starts the development token issuer: an authority in the likeness of Microsoft Entra on loopback, which signs in one
 * development user and any client. The app trusts it only as far as its settings name it.
 *
 * @param port wished port; a free one is taken when it is busy, or when it is 0
 */
export async function startIssuer(options: IssuerOptions, port: number): Promise<RunningIssuer> {
  const codes = createAuthorizationCodes();
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const known = error instanceof OAuthError;
      if (!known) console.error(error);
      answerJson(response, known ? 400 : 500, {
        error: known ? error.error : 'server_error',
        error_description: known ? error.message : 'The issuer failed.',
      });
    });
  });
  const origin = `http://127.0.0.1:${await listenOnPort(server, port)}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { hostname, pathname, searchParams } = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
    // A page that points its own name at 127.0.0.1 (DNS rebinding) is not of this machine.
    if (!isLoopbackHost(hostname)) throw new OAuthError('invalid_request', 'The issuer serves this machine only.');
    allowLoopbackPages(request, response);
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();

    const [, segment = '', rest = ''] = /^\/([^/]+)\/(.*)$/.exec(pathname) ?? [];
    const tenant = guid.test(segment) ? segment.toLowerCase() : options.tenant;
    const token = async (version: 1 | 2): Promise<void> => {
      const form = await readForm(request);
      const { authorization } = request.headers;
      answerJson(response, 200, await redeem({ form, authorization, origin, tenant, version }, options, codes));
    };
    const signIn = (version: 1 | 2): void => {
      const location = authorize(searchParams, tenant, version, options.audiences, codes);
      response.writeHead(302, { location, 'cache-control': 'no-store' }).end();
    };
    /** A page of this machine asks for sample data: for the app it comes from, and no other. */
    const fill = (): void => {
      const { origin: app } = request.headers;
      if (!isLoopbackOrigin(app) || options.fill === undefined)
        throw new OAuthError(
          'invalid_request',
          'Sample data is for an app on this machine only, and its page asks for it.',
        );
      options.fill(app);
      answerJson(response, 202, {});
    };
    const routes: Readonly<Record<string, () => void | Promise<void>>> = {
      'GET .well-known/openid-configuration': () => answerJson(response, 200, openIdMetadata(origin, segment, 1)),
      'GET v2.0/.well-known/openid-configuration': () => answerJson(response, 200, openIdMetadata(origin, segment, 2)),
      'GET discovery/keys': () => answerJson(response, 200, keySet(origin, segment, 1, options.key)),
      'GET discovery/v2.0/keys': () => answerJson(response, 200, keySet(origin, segment, 2, options.key)),
      'GET oauth2/authorize': () => signIn(1),
      'GET oauth2/v2.0/authorize': () => signIn(2),
      'POST oauth2/token': () => token(1),
      'POST oauth2/v2.0/token': () => token(2),
      'POST sample': fill,
    };
    const isTenant = guid.test(segment) || segment === 'common' || segment === 'organizations';
    const route = isTenant ? routes[`${request.method ?? ''} ${rest}`] : undefined;
    if (route) await route();
    else answerJson(response, 404, { error: 'not_found', error_description: `There is nothing at ${pathname}.` });
  }

  return {
    origin,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
