import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';

/** A key pair as the authority holds it. */
export interface EntraKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** The public half as an entry of a key set, without issuer. */
  readonly jwk: Readonly<Record<string, unknown>>;
}

/** A key pair as text, so that other processes can have it. */
export interface EntraKeyText {
  readonly kid: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
}

const published = (kid: string, publicKey: KeyObject): EntraKey['jwk'] => ({
  ...publicKey.export({ format: 'jwk' }),
  use: 'sig',
  kid,
  x5t: kid,
});

// Of the process, and not of the file, where jest's own `require` would lead.
const pairs = path.join(projectPaths.root, 'tests', 'support', 'keyPairs.cjs');
const { keyPair } = process.getBuiltinModule('node:module').createRequire(pairs)(pairs) as {
  readonly keyPair: (number: number) => { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
};
let drawn = 0;

/** An RSA key pair that is no other's in this file, with a random key id. */
export function createEntraKey(modulusLength = 2048): EntraKey {
  const { privateKey, publicKey } =
    modulusLength === 2048 ? keyPair(drawn++) : generateKeyPairSync('rsa', { modulusLength });
  const kid = randomBytes(20).toString('base64url');
  return { kid, privateKey, jwk: published(kid, publicKey) };
}

/** A key pair that another process made. */
export function readEntraKey({ kid, privateKey }: EntraKeyText): EntraKey {
  return { kid, privateKey: createPrivateKey(privateKey), jwk: published(kid, createPublicKey(privateKey)) };
}

/** How a token differs from a genuine one. */
export interface TokenOptions {
  /** 2.0 unless given. */
  readonly version?: '1.0' | '2.0';
  /** Replaces claims; undefined removes one. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Replaces header members; undefined removes one. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** JSON members written behind the others, as they are. */
  readonly claimsText?: string;
  readonly headerText?: string;
  /** Signs instead of the authority's key; the header keeps naming the authority's unless `header` says otherwise. */
  readonly key?: EntraKey;
  /** Makes the signature from the signed text, instead of RS256 with the key. */
  readonly signature?: (signed: string) => Buffer;
  /** Seconds since 1970 at which the token is issued; now unless given. */
  readonly issuedAt?: number;
}

/** Whom a genuine token is from, for and about. */
export interface TokenParties {
  readonly origin: string;
  readonly tenant: string;
  readonly audience: string;
  readonly client: string;
  readonly key: EntraKey;
}

function genuineClaims(version: '1.0' | '2.0', issuedAt: number, parties: TokenParties): Record<string, unknown> {
  const { origin, tenant, audience, client } = parties;
  const about = {
    tid: tenant,
    oid: '5b3f0c1e-6a47-4c0e-9d0f-0d7f8d8c2f11',
    sub: 'k7Wm0pV3rYx',
    uti: 'bVqT0',
    ver: version,
  };
  const times = { iat: issuedAt, nbf: issuedAt, exp: issuedAt + 4500 };
  const granted = { scp: 'Reports.ReadWrite.All' };
  return version === '2.0'
    ? { aud: audience, iss: `${origin}/${tenant}/v2.0`, ...times, azp: client, azpacr: '1', ...about, ...granted }
    : {
        aud: `api://${audience}`,
        iss: `${origin}/${tenant}/`,
        ...times,
        appid: client,
        appidacr: '1',
        ...about,
        ...granted,
      };
}

/** JSON text of an object, with raw members behind. */
function jsonText(value: Readonly<Record<string, unknown>>, members?: string): string {
  const text = JSON.stringify(value);
  return members === undefined ? text : `${text.slice(0, -1)},${members}}`;
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

const signatures = new WeakMap<KeyObject, Map<string, Buffer>>();
/** Texts of a key whose signatures are kept: tokens of one second, which a test sends again and again. */
const mostKept = 64;

/** The signature RS256 has for a text, which is always the same; making it takes longer than most requests. */
function signatureOf(text: string, key: KeyObject): Buffer {
  const known = signatures.get(key) ?? new Map<string, Buffer>();
  const signature = known.get(text) ?? sign('RSA-SHA256', Buffer.from(text), key);
  if (known.size >= mostKept) known.clear();
  signatures.set(key, known.set(text, signature));
  return signature;
}

/** Signs a token as Entra would, but for what the options say. */
export function signToken(parties: TokenParties, options: TokenOptions = {}): string {
  const { version = '2.0', issuedAt = Math.floor(Date.now() / 1000), key = parties.key } = options;
  const { kid } = parties.key;
  const header = { typ: 'JWT', alg: 'RS256', kid, ...(version === '1.0' ? { x5t: kid } : {}), ...options.header };
  const claims = { ...genuineClaims(version, issuedAt, parties), ...options.claims };
  const signed = `${encode(jsonText(header, options.headerText))}.${encode(jsonText(claims, options.claimsText))}`;
  const signature = options.signature?.(signed) ?? signatureOf(signed, key.privateKey);
  return `${signed}.${signature.toString('base64url')}`;
}
