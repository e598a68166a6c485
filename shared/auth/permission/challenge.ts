import type { Settings } from '../../settings/settings.ts';
import { protectedResourcePath } from './protectedResource.ts';

/** The parts of a challenge in the order they are written; an error only when a token came and was wrong. */
type Parameters = readonly (readonly [name: string, value: string])[];

/** RFC 6750, section 3: error_description may hold printable ASCII without quotation mark and backslash. */
function quotable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]|["\\]/g, ' ');
}

/**
 * The value of `WWW-Authenticate` for a 401 (RFC 6750, section 3; RFC 9728, section 5.1). Without a description it is the
 * plain challenge: `authorization_uri` in it is what Power Query starts its sign-in from.
 */
export function challenge({ auth, publicUrl }: Pick<Settings, 'auth' | 'publicUrl'>, description?: string): string {
  const parameters: Parameters = [
    ['realm', auth.authority.slice(auth.authority.lastIndexOf('/') + 1)],
    ['authorization_uri', `${auth.authority}/oauth2/authorize`],
    ['resource_metadata', `${publicUrl}${protectedResourcePath}`],
    ...(description === undefined
      ? []
      : ([
          ['error', 'invalid_token'],
          ['error_description', description],
        ] as const)),
  ];
  return `Bearer ${parameters.map(([name, value]) => `${name}="${quotable(value)}"`).join(', ')}`;
}
