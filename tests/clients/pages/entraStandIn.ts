import { createHash } from 'node:crypto';
import type { Page, Route } from 'playwright-core';

/** What a page asked of Microsoft Entra. */
export interface EntraRequests {
  /** Parameters of the authorization request (RFC 6749, 4.1.1). */
  authorization?: URLSearchParams;
  /** Parameters of the token request (RFC 6749, 4.1.3). */
  token?: URLSearchParams;
  /** Whether the user refuses. */
  isRefused?: boolean;
}

/** Tenant of the authority that is stood in for. */
export const tenant = '6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94';
/** The authority of Microsoft Entra. */
export const authority = `https://login.microsoftonline.com/${tenant}`;
/** The token it gives; nobody verifies it here. */
export const givenToken = 'given.by.entra';

const user = '0d5e2c7a-91b4-4e1f-8a37-6f2f5b9c4d10';
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function idToken(asked: URLSearchParams): string {
  const now = Math.floor(Date.now() / 1000);
  const [clientId, nonce] = [asked.get('client_id'), asked.get('nonce')];
  const names = { name: 'Ada Example', preferred_username: 'ada@contoso.example' };
  const ids = { aud: clientId, iss: `${authority}/v2.0`, tid: tenant, oid: user, sub: user, nonce, ver: '2.0' };
  return `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ ...names, ...ids, iat: now, nbf: now, exp: now + 3600 })}.x`;
}

function redirectBack(asked: URLSearchParams, isRefused: boolean): string {
  const given = isRefused
    ? { error: 'access_denied', error_description: 'AADSTS65004: refused' }
    : { code: 'the-code' };
  const answer = new URLSearchParams({ ...given, state: asked.get('state') ?? '' });
  return `${asked.get('redirect_uri') ?? ''}#${answer.toString()}`;
}

/** Answers for Microsoft Entra, which no test can reach: signs in one user without asking. */
export async function standInForEntra(page: Page): Promise<EntraRequests> {
  const seen: EntraRequests = {};
  const answers: Readonly<Record<string, (route: Route) => Promise<void>>> = {
    '/oauth2/v2.0/authorize': async (route) => {
      const asked = new URL(route.request().url()).searchParams;
      seen.authorization = asked;
      await route.fulfill({ status: 302, headers: { Location: redirectBack(asked, seen.isRefused === true) } });
    },
    '/oauth2/v2.0/token': async (route) => {
      seen.token = new URLSearchParams(route.request().postData() ?? '');
      await route.fulfill({
        headers: { 'Access-Control-Allow-Origin': '*' },
        json: {
          token_type: 'Bearer',
          scope: seen.authorization?.get('scope'),
          expires_in: 3600,
          access_token: givenToken,
          id_token: idToken(seen.authorization ?? new URLSearchParams()),
          client_info: encode({ uid: user, utid: tenant }),
        },
      });
    },
  };
  await page.route('https://login.microsoftonline.com/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const answer = answers[pathname.replace(`/${tenant}`, '')];
    await (answer === undefined ? route.fulfill({ contentType: 'text/html', body: pathname }) : answer(route));
  });
  return seen;
}

/** The challenge that belongs to a verifier (RFC 7636, 4.2). */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
