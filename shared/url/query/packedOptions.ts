import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { ODataError } from '../../errors/odataError.ts';
import { limits } from '../syntax/limits.ts';
import { parseQueryOptions } from './parseQueryOptions.ts';
import type { QueryOption } from '../syntax/syntaxTree.ts';

/** What a token that carries the options of its query begins with; no other token does. */
const mark = 'z';

/** A token with the options of its query, as they stand in a URL, deflated in front of it. */
export function packOptions(query: string, token: string): string {
  return `${mark}.${deflateRawSync(query, { level: 9 }).toString('base64url')}.${token}`;
}

/** The options a token carries, inflated to at most as much as `/$query` takes; throws a 400 for what is none. */
function inflated(packed: string, target: string): readonly QueryOption[] {
  try {
    const bytes = inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: limits.length });
    return parseQueryOptions(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ODataError('invalidSkipToken', 'The link was changed; follow links as they were returned.', {
      target,
      cause,
    });
  }
}

type TokenOption = QueryOption & { readonly name: 'skiptoken' | 'deltatoken'; readonly value: string };

function isToken(option: QueryOption): option is TokenOption {
  return option.name === 'skiptoken' || option.name === 'deltatoken';
}

/**
 * The options of a request, those its token carries among them: links that would be too long have their options there
 * (Protocol 4.01, 11.2.6.7: next links are opaque).
 */
export function unpackOptions(options: readonly QueryOption[]): readonly QueryOption[] {
  const token = options.find(isToken);
  if (!token?.value.startsWith(`${mark}.`)) return options;
  const [, packed = '', ...rest] = token.value.split('.');
  const value = rest.join('.');
  const unpacked = { ...token, value, text: `$${token.name}=${value}` };
  return [...inflated(packed, `$${token.name}`), ...options.filter((option) => option !== token), unpacked];
}
