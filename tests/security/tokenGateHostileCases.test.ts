import { createHmac, createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorise } from '../../shared/auth/authorise.ts';
import { statusText } from '../../shared/errors/statusText.ts';
import { startEntraServer, type EntraServer } from '../support/entraServer.ts';
import { createEntraKey, type TokenOptions } from '../support/entraToken.ts';
import { gateOn, refusalOf } from '../support/tokenGateSetup.ts';

type Members = Readonly<Record<string, unknown>>;

/** One case of the file, as far as this suite reads it. */
interface HostileCase {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly setup?: string;
  readonly request: { readonly method: string; readonly path: string; readonly authorization?: string | null };
  readonly token?: {
    readonly header?: Members;
    readonly claims?: Members;
    readonly headerVariants?: Readonly<Record<string, readonly unknown[]>>;
    readonly claimsVariants?: Readonly<Record<string, readonly unknown[]>>;
    readonly claimsRaw?: string;
    readonly sign?: string;
    readonly mutate?: string;
    readonly raw?: string | readonly string[];
    readonly server?: string;
  };
  readonly expect: {
    readonly status: number;
    readonly alsoAcceptable?: readonly number[];
    readonly headers?: Members;
    readonly 'error.code'?: string;
    readonly 'error.innerError.code'?: string;
  };
}

/** The shared list of hostile requests, for who has it; the suites beside this one hold every rule on their own. */
const file = join(process.cwd(), '../shared/cases/hostile-requests.json');
/** Decided before the gate is asked: by node:http (one of two headers), and by the query options (access_token is 400). */
const elsewhere: ReadonlySet<string> = new Set(['A07', 'A10']);
const otherTenant = '11111111-2222-4333-8444-555555555555';
const attacker = createEntraKey();
const weak = createEntraKey(1024);
let entra: EntraServer;

function readCases(): readonly HostileCase[] {
  if (!existsSync(file)) return [];
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly HostileCase[] };
  return cases.filter(({ id, category }) => ['credentials', 'token'].includes(category) && !elsewhere.has(id));
}

/** Fills placeholders and the file's ways to write values: `now-120`, `A*1e6`, null for a member that is absent. */
function literal(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'string') return value;
  const relative = /^now([+-]\d+)$/.exec(value);
  if (relative !== null) return Math.floor(Date.now() / 1000) + Number(relative[1]);
  if (value === 'A*1e6') return 'A'.repeat(1e6);
  return fill(value).replace('\\u0000', '\u0000');
}

function fill(text: string): string {
  return text
    .replaceAll('https://login.microsoftonline.com', entra.origin)
    .replaceAll('http://login.microsoftonline.com', entra.origin.replace('127.0.0.1', 'localhost'))
    .replaceAll('{{tenant}}', entra.tenant)
    .replaceAll('{{otherTenant}}', otherTenant)
    .replaceAll('{{allowedClient}}', entra.client)
    .replaceAll('{{kid}}', entra.state.key.kid);
}

function literals(members: Members = {}): Members {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, literal(value)]));
}

function signing(how = 'valid'): Pick<TokenOptions, 'key' | 'signature'> {
  const { jwk } = entra.state.key;
  const secrets: Readonly<Record<string, () => string | Buffer>> = {
    'hmac:spki-pem': () => createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'spki' }),
    'hmac:jwk-n': () => String(jwk['n']),
  };
  const secret = secrets[how];
  if (secret) return { signature: (signed) => createHmac('sha256', secret()).update(signed).digest() };
  if (how === 'attacker') return { key: attacker };
  return how === 'empty' ? { signature: () => Buffer.alloc(0) } : {};
}

function mutate(token: string, how: string | undefined): string {
  if (how === undefined) return token;
  if (how.startsWith('append:')) return token + how.slice('append:'.length);
  const [header = '', claims = '', signature = ''] = token.split('.');
  if (how === 'flip-signature')
    return `${header}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  const changed = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  changed['roles'] = ['Reports.ReadWrite.All'];
  return `${header}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}.${signature}`;
}

/** Every Authorization header a case stands for: one for each variant. */
async function authorizations({ request, token }: HostileCase): Promise<readonly (string | null)[]> {
  if (token === undefined) {
    const { authorization = null } = request;
    const filled = authorization?.replaceAll('{{validToken}}', await entra.sign());
    return [filled?.replaceAll('{{attackerToken}}', await entra.sign({ key: attacker })) ?? null];
  }
  if (token.raw !== undefined) return [token.raw].flat().map((raw) => `Bearer ${raw}`);
  const variants = (of: Readonly<Record<string, readonly unknown[]>> = {}): Members[] =>
    Object.entries(of).flatMap(([name, values]) => values.map((value) => ({ [name]: value })));
  const headers = [...variants(token.headerVariants), {}].slice(0, token.headerVariants ? -1 : 1);
  const claims = [...variants(token.claimsVariants), {}].slice(0, token.claimsVariants ? -1 : 1);
  const isWeak = token.server === 'jwks: 1024-bit';
  const signed = headers.flatMap((header) =>
    claims.map(async (more) => {
      const text = await entra.sign({
        header: { ...literals(token.header), ...literals(header), ...(isWeak ? { kid: weak.kid } : {}) },
        claims: { ...literals(token.claims), ...literals(more) },
        ...(token.claimsRaw === undefined ? {} : { claimsText: fill(token.claimsRaw) }),
        ...signing(token.sign),
        ...(isWeak ? { key: weak } : {}),
      });
      return `Bearer ${mutate(text, token.mutate)}`;
    }),
  );
  return await Promise.all(signed);
}

beforeAll(async () => {
  entra = await startEntraServer();
  entra.state.published = [entra.state.key.jwk, weak.jwk];
});
afterAll(() => entra.close());

const cases = readCases();
const suite = cases.length === 0 ? describe.skip : describe;

suite('the shared hostile requests (skipped where the file is absent)', () => {
  test.each(cases.map((item) => [item.id, item.title, item] as const))('%s %s', async (_, __, item) => {
    const gate = gateOn(entra, item.setup?.startsWith('AUTH_CLIENTS') === true ? { clients: [entra.client] } : {});
    const access = item.request.method === 'GET' ? 'read' : 'write';
    for (const authorization of await authorizations(item)) {
      const attempt = gate.authenticate(authorization, access).then((caller) => authorise(caller, access));
      const acceptable = [item.expect.status, ...(item.expect.alsoAcceptable ?? [])];
      const status = await attempt.then(
        () => 200,
        async () => (await refusalOf(attempt)).status,
      );
      expect(acceptable).toContain(status);
      if (status === 200) continue;
      const error = await refusalOf(attempt);
      if (error.status === item.expect.status) {
        expect(statusText(error.status)).toBe(item.expect['error.code']);
        expect(error.innerCode).toBe(item.expect['error.innerError.code']);
      }
      const expectsError = / error="(\w+)"/.exec(String(item.expect.headers?.['WWW-Authenticate']))?.[1];
      // T20 lists the empty token among the malformed; an empty bearer is a challenge without error (A03).
      if (authorization === 'Bearer ' || item.category === 'credentials') continue;
      expect(error.headers['WWW-Authenticate']).toContain(`error="${expectsError ?? ''}"`);
    }
  });
});
