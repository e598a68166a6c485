import { generateKeyPairSync } from 'node:crypto';
import type { Misbehaviour } from './entraServer.ts';
import type { Forge } from './hostileTokens.ts';

type Act = (forge: Forge, words: string) => void;

function misbehave(misbehaviour: Misbehaviour): Act {
  return ({ entra }) => void (entra.state.misbehaviour = misbehaviour);
}

const json = { 'Content-Type': 'application/json' };

/** Publishes the authority's own key with other members. */
function publish(members: Readonly<Record<string, unknown>>): Act {
  return ({ entra }) => void (entra.state.published = [{ ...entra.state.key.jwk, ...members }]);
}

/** What an authority may do, by the words a case has for it; the first that fits counts. */
const acts: readonly (readonly [words: RegExp, act: Act])[] = [
  [/1024|512|weak/, () => undefined],
  [/rotat/, ({ entra }) => entra.rotate()],
  [/hang|time ?out|slow/, misbehave('hang')],
  [/reset|refused|unreachable|down|offline|ECONN/i, misbehave('reset')],
  [/30[1278]|redirect/, misbehave({ status: 302, headers: { Location: 'http://127.0.0.1:1/keys' } })],
  [/html/i, misbehave({ status: 200, body: '<html>Sign in</html>', headers: { 'Content-Type': 'text/html' } })],
  [
    /\b[45]\d\d\b/,
    ({ entra }, words) => void (entra.state.misbehaviour = { status: Number(/\b[45]\d\d\b/.exec(words)?.[0]) }),
  ],
  [/keys"?\s*[:=]\s*\d|not an array/, misbehave({ status: 200, body: '{"keys":5}', headers: json })],
  [/truncat|malformed|invalid json|garbage/i, misbehave({ status: 200, body: '{"keys":[', headers: json })],
  [/huge|MB|large/, misbehave({ status: 200, body: `{"keys":[],"x":"${'x'.repeat(5e6)}"}`, headers: json })],
  [/empty|no keys/, ({ entra }) => void (entra.state.published = [])],
  [
    /oct|symmetric/,
    ({ entra }) => void (entra.state.published = [{ kty: 'oct', k: 'c2VjcmV0', kid: entra.state.key.kid }]),
  ],
  [
    /\bEC\b|ES256|P-256/,
    ({ entra }) => {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      entra.state.published = [{ ...publicKey.export({ format: 'jwk' }), kid: entra.state.key.kid }];
    },
  ],
  [/use\W+enc/, publish({ use: 'enc' })],
  [/no kid|without kid/, publish({ kid: undefined })],
  [/\balg\b/, publish({ alg: 'RS512' })],
  [/issuer/, publish({ issuer: 'https://issuer.example/v2.0' })],
];

/** Makes the authority do what a case says, until it is pacified. Throws for words nobody understands. */
export function misguide(forge: Forge, words: string): void {
  const act = acts.find(([pattern]) => pattern.test(words))?.[1];
  if (act === undefined) throw new Error(`No authority knows how to '${words}'`);
  act(forge, words);
}

/** True when the keys are known before the authority begins to misbehave. */
export function comesLater(words: string): boolean {
  return /rotat|after|then|warm|cached|known|outage/.test(words);
}

/** Remembers what the authority publishes and signs with, and returns the way back to it. */
export function pacifierOf({ entra }: Forge): () => void {
  const { published, key } = entra.state;
  return () => void Object.assign(entra.state, { misbehaviour: undefined, published, key });
}
