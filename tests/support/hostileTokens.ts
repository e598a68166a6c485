import { createHmac, createPublicKey } from 'node:crypto';
import type { EntraServer } from './entraServer.ts';
import { createEntraKey, signToken, type EntraKey, type TokenOptions } from './entraToken.ts';
import type { HostileToken } from './hostileCase.ts';

type Members = Readonly<Record<string, unknown>>;

/** A tenant the service does not serve. */
export const otherTenant = '11111111-2222-4333-8444-555555555555';
/** The tenant of all personal accounts. */
const consumers = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** What forgers of tokens have: the authority, keys it never had, and keys that are no good. */
export interface Forge {
  readonly entra: EntraServer;
  readonly attacker: EntraKey;
  readonly weak: EntraKey;
  readonly consumer: EntraKey;
}

/** Makes a forge, and lets the authority publish its weak key and one that is for personal accounts only. */
export function createForge(entra: EntraServer): Forge {
  const forge = { entra, attacker: createEntraKey(), weak: createEntraKey(1024), consumer: createEntraKey() };
  const issuer = `${entra.origin}/${consumers}/v2.0`;
  entra.state.published = [...entra.state.published, forge.weak.jwk, { ...forge.consumer.jwk, issuer }];
  return forge;
}

/** A token of the authority that may read and write, but for the options. */
export function genuineToken({ entra }: Forge, options?: TokenOptions): string {
  const { origin, tenant, audience, client, state } = entra;
  return signToken({ origin, tenant, audience, client, key: state.key }, options);
}

/** Fills the placeholders of a text that have to do with tokens. */
export function fillTokens(text: string, forge: Forge): string {
  const { entra, attacker } = forge;
  const other = { tid: otherTenant, iss: `${entra.origin}/${otherTenant}/v2.0` };
  const values: Readonly<Record<string, () => string>> = {
    validToken: () => genuineToken(forge),
    attackerToken: () => genuineToken(forge, { key: attacker }),
    otherToken: () => genuineToken(forge, { claims: other }),
    otherTenantToken: () => genuineToken(forge, { claims: other }),
    readToken: () => genuineToken(forge, { claims: { scp: 'Reports.Read.All' } }),
    expiredToken: () => genuineToken(forge, { issuedAt: Math.floor(Date.now() / 1000) - 100_000 }),
    tenant: () => entra.tenant,
    otherTenant: () => otherTenant,
    aud: () => entra.audience,
    allowedClient: () => entra.client,
    client: () => entra.client,
    kid: () => entra.state.key.kid,
    authority: () => entra.authority,
  };
  return text
    .replaceAll('https://login.microsoftonline.com', entra.origin)
    .replaceAll('https://sts.windows.net', entra.origin)
    .replaceAll('http://login.microsoftonline.com', entra.origin.replace('127.0.0.1', 'localhost'))
    .replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name]?.() ?? whole);
}

/** Ways the case files write values: `now-120`, `A*1e6`, null for a member that is absent. */
function literal(value: unknown, forge: Forge): unknown {
  if (value === null) return undefined;
  if (value === '<attacker public jwk>') return forge.attacker.jwk;
  if (typeof value !== 'string') return value;
  const [, sign, seconds] = /^now(?:([+-])(\d+))?$/.exec(value) ?? [];
  if (value.startsWith('now') && (seconds !== undefined || value === 'now'))
    return Math.floor(Date.now() / 1000) + Number(`${sign ?? ''}${seconds ?? 0}`);
  const [, letter, count] = /^(.)\*(\d+(?:e\d+)?)$/.exec(value) ?? [];
  if (letter !== undefined) return letter.repeat(Number(count));
  return fillTokens(value, forge).replaceAll('\\u0000', '\u0000');
}

function literals(members: Members = {}, forge: Forge): Members {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, literal(value, forge)]));
}

/** Whose key a token is signed with, by the word of the case; the signature of one that is `valid` is genuine. */
function signing(how: string, { entra, attacker, weak, consumer }: Forge): TokenOptions {
  const { jwk } = entra.state.key;
  const publicKey = (): ReturnType<typeof createPublicKey> => createPublicKey({ key: jwk, format: 'jwk' });
  const secrets: Readonly<Record<string, () => string | Buffer>> = {
    'spki-pem': () => publicKey().export({ format: 'pem', type: 'spki' }),
    'spki-der': () => publicKey().export({ format: 'der', type: 'spki' }),
    'pkcs1-pem': () => publicKey().export({ format: 'pem', type: 'pkcs1' }),
    'jwk-n': () => String(jwk['n']),
    jwk: () => JSON.stringify(jwk),
    empty: () => '',
  };
  const [kind, secret] = how.split(':');
  if (kind === 'hmac') {
    const key = secrets[secret ?? 'empty']?.() ?? secret ?? '';
    return { signature: (signed) => createHmac('sha256', key).update(signed).digest() };
  }
  const rows: Readonly<Record<string, TokenOptions>> = {
    valid: {},
    attacker: { key: attacker },
    empty: { signature: () => Buffer.alloc(0) },
    none: { signature: () => Buffer.alloc(0) },
    consumerKey: { key: consumer, header: { kid: consumer.kid } },
    weak: { key: weak, header: { kid: weak.kid } },
    random: { signature: () => Buffer.alloc(256, 7) },
  };
  const row = rows[how];
  if (row === undefined) throw new Error(`Nobody signs '${how}'`);
  return row;
}

function edit(part: string, name: string, operator: string, value: string): string {
  const members = JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  members[name] = operator === '+=' ? [value] : value;
  return Buffer.from(JSON.stringify(members)).toString('base64url');
}

/** Changes a finished token: `append:x`, `prepend:x`, `flip-signature`, `truncate-payload`, `claims.roles+=x`, `header.alg=x`. */
function mutate(token: string, how: string | undefined): string {
  if (how === undefined) return token;
  const parts = token.split('.');
  const index: Readonly<Record<string, number>> = { header: 0, claims: 1, payload: 1, signature: 2 };
  const [, verb = '', named = ''] =
    /^(append|prepend|flip|truncate|empty|strip|remove|swap)[:-]?(.*)$/s.exec(how) ?? [];
  const at = index[named] ?? 2;
  const part = parts[at] ?? '';
  const put = (text: string): string => parts.with(at, text).join('.');
  const rows: Readonly<Record<string, () => string>> = {
    append: () => token + named,
    prepend: () => named + token,
    flip: () => put((part.startsWith('A') ? 'B' : 'A') + part.slice(1)),
    truncate: () => put(part.slice(0, -8)),
    empty: () => put(''),
    strip: () => put(''),
    remove: () => parts.toSpliced(at, 1).join('.'),
    swap: () => [parts[1], parts[0], parts[2]].join('.'),
  };
  const [, place = '', name = '', operator = '', value = ''] = /^(header|claims)\.(\w+)(\+?=)(.*)$/s.exec(how) ?? [];
  if (place !== '')
    return parts.with(index[place] ?? 1, edit(parts[index[place] ?? 1] ?? '', name, operator, value)).join('.');
  const row = rows[verb];
  if (row === undefined) throw new Error(`No way is known to ${how}`);
  return row();
}

/** The tokens a case stands for: one for each variant. */
export function hostileTokens(token: HostileToken, forge: Forge): readonly string[] {
  if (token.raw !== undefined) return [token.raw].flat().map((raw) => fillTokens(raw, forge));
  const variants = (of: Readonly<Record<string, readonly unknown[]>> = {}): readonly Members[] => {
    const all = Object.entries(of).flatMap(([name, values]) => values.map((value) => ({ [name]: value })));
    return all.length === 0 ? [{}] : all;
  };
  const isWeak = /1024|512|weak/.test(token.server ?? '');
  const signed = signing(isWeak ? 'weak' : (token.sign ?? 'valid'), forge);
  return variants(token.headerVariants).flatMap((header) =>
    variants(token.claimsVariants).map((claims) => {
      const text = genuineToken(forge, {
        ...signed,
        ...(token.version && { version: token.version }),
        header: { ...signed.header, ...literals(token.header, forge), ...literals(header, forge) },
        claims: { ...literals(token.claims, forge), ...literals(claims, forge) },
        ...(token.claimsRaw !== undefined && { claimsText: fillTokens(token.claimsRaw, forge) }),
        ...(token.headerRaw !== undefined && { headerText: fillTokens(token.headerRaw, forge) }),
      });
      return mutate(text, token.mutate);
    }),
  );
}
