/** Tokens whose content is long are deflated: no more comes out of one than of a plain one. */
import { deflateRawSync } from 'node:zlib';
import { ODataError } from '../../../shared/errors/odataError.ts';
import { readChangeToken } from '../../../shared/store/changes/changeToken.ts';
import { tokenDigest } from '../../../shared/store/contract/tokenDigest.ts';
import { readPagingToken, writePagingToken, type PagingState } from '../../../shared/store/walk/pagingToken.ts';

const binding = { tenant: 'a', query: 'b' };

test('what is deflated in a token is inflated to 64 KiB at most, and what is no such thing is a 400', () => {
  const state: PagingState = { position: ['after', `e_${'\u5f20\u4e09'.repeat(120)}`], skip: 0 };
  const honest = writePagingToken(state, binding);
  expect(honest.split('.')[1]).toMatch(/^~/);
  expect(readPagingToken(honest, binding)).toEqual(state);
  for (const bytes of [
    deflateRawSync(`{"p":["after","${'a'.repeat(1e6)}"],"s":0}`),
    Buffer.from('x'),
    Buffer.alloc(0),
  ]) {
    const payload = `~${bytes.toString('base64url')}`;
    for (const [version, read] of [
      ['1', readPagingToken],
      ['c1', readChangeToken],
    ] as const)
      expect(() => read(`${version}.${payload}.${tokenDigest(version, payload, binding)}`, binding)).toThrow(
        ODataError,
      );
  }
});
