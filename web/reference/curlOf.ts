import type { ReadyRequest } from './requestOf.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/**
 * A request as a command for a shell, with the place of the token named instead of a token of 1,100 characters.
 *
 * @param token what prints a token, in the words of a shell; nothing where none is asked for
 */
export function curlOf({ method, target, headers, body }: ReadyRequest, token: string | undefined): string {
  return [
    `curl -X ${method} ${quoted(location.origin + target)}`,
    ...(token === undefined ? [] : [`-H "Authorization: Bearer ${token}"`]),
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-binary ${quoted(body)}`]),
  ].join(' \\\n  ');
}
