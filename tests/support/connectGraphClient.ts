import {
  AuthenticationHandler,
  Client,
  RetryHandler,
  RetryHandlerOptions,
  TelemetryHandler,
  type Context,
  type Middleware,
} from '@microsoft/microsoft-graph-client';

/** The SDK sends tokens to https addresses only; here is what TLS in front of the app would do. */
const plainHttp: Middleware = {
  async execute(context: Context) {
    const request: unknown = context.request;
    const url = typeof request === 'string' ? request : (request as { url: string }).url;
    context.response = await fetch(url.replace(/^https:/, 'http:'), context.options);
  },
};

/** A service the SDK is to talk to. */
interface GraphHost {
  /** External base of its links, without trailing slash. */
  readonly publicUrl: string;
  sign(): string;
}

/** The JavaScript SDK of Microsoft Graph with its own chain of middleware, for our host. */
export function connectGraphClient(app: GraphHost, token: () => string = () => app.sign()): Client {
  const authentication = new AuthenticationHandler({ getAccessToken: () => Promise.resolve(token()) });
  const chain = [authentication, new RetryHandler(new RetryHandlerOptions()), new TelemetryHandler(), plainHttp];
  for (const [at, handler] of chain.entries()) {
    const next = chain[at + 1];
    if (next !== undefined) handler.setNext?.(next);
  }
  return Client.initWithMiddleware({
    middleware: authentication,
    baseUrl: app.publicUrl.replace(/^http:/, 'https:'),
    defaultVersion: 'v1.0',
    customHosts: new Set([new URL(app.publicUrl).hostname]),
  });
}
