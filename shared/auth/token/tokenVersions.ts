import { guid } from '../../settings/guid.ts';
import type { JsonValue } from '../../json/jsonValue.ts';

/** What differs between the two versions of Entra's access tokens. */
interface TokenVersion {
  /** Where the OpenID metadata is that such tokens are judged by, below the authority. */
  readonly metadataPath: string;
  /** The claim that names the client application. */
  readonly clientClaim: string;
  /** The audiences that mean this API, from those configured. */
  readonly audiences: (configured: readonly string[]) => readonly string[];
}

function clientIds(configured: readonly string[]): readonly string[] {
  return configured.filter((audience) => guid.test(audience)).map((id) => id.toLowerCase());
}

/** A web address as App ID URI comes with or without its trailing slash, as the client wrote the resource. */
function spellings(uri: string): readonly string[] {
  if (!/^https?:/i.test(uri)) return [uri];
  const bare = uri.replace(/\/$/, '');
  return [bare, `${bare}/`];
}

/** The versions by their claim `ver`. */
export const tokenVersions = {
  '1.0': {
    metadataPath: '/.well-known/openid-configuration',
    clientClaim: 'appid',
    audiences: (configured) => [
      ...clientIds(configured).flatMap((id) => [id, `api://${id}`]),
      ...configured.filter((audience) => !guid.test(audience)).flatMap(spellings),
    ],
  },
  '2.0': { metadataPath: '/v2.0/.well-known/openid-configuration', clientClaim: 'azp', audiences: clientIds },
} as const satisfies Record<string, TokenVersion>;

/** A version of access tokens that is accepted. */
export type VersionName = keyof typeof tokenVersions;

/** True for the value of a claim `ver` that has a row in the table. */
export function isVersionName(value: JsonValue | undefined): value is VersionName {
  return typeof value === 'string' && Object.hasOwn(tokenVersions, value);
}
