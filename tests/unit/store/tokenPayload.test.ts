/** What a token may hold: each field within its bounds, and no more in one that is deflated than in a plain one. */
import { deflateRawSync } from 'node:zlib';
import { ODataError } from '../../../shared/errors/odataError.ts';
import { readChangeToken } from '../../../shared/store/changes/changeToken.ts';
import { changeRowKey } from '../../../shared/store/keys/layout.ts';
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

const sealed = (version: string, text: string): string => {
  const payload = Buffer.from(text).toString('base64url');
  return `${version}.${payload}.${tokenDigest(version, payload, binding)}`;
};

/** What is no integer, no text and no list. */
const notIntegers = [null, true, 1.5, '1', [], {}];
const notTexts = [null, true, 5, [], {}];

/** Each field of both kinds of tokens: what it may be at its bounds, and what it may not. */
const fields: readonly (readonly [kind: 'page' | 'changes', name: string, right: unknown[], wrong: unknown[]])[] = [
  ['page', 'z', [1, 1000], [0, -1, 1001, ...notIntegers]],
  ['page', 'n', [0, 1_000_000_000], [-1, 1_000_000_001, 1e30, ...notIntegers]],
  ['page', 's', [0, Number.MAX_SAFE_INTEGER], [-1, 1e16, ...notIntegers]],
  ['page', 't', [0, Number.MAX_SAFE_INTEGER], [-1, 1e16, ...notIntegers]],
  ['page', 'w', [0, 253_402_300_799_999], [-1, 253_402_300_800_000, ...notIntegers]],
  ['page', 'a', ['', 'a'.repeat(96)], ['a'.repeat(97), '\ud800', ...notTexts]],
  [
    'page',
    'p',
    [[], Array(8).fill('a'), ['a'.repeat(16_384)]],
    [Array(9).fill('a'), ['a'.repeat(16_385)], ['\ud800'], ...notTexts.map((each) => [each]), null, true, 5, {}, 'a'],
  ],
  ['changes', 's', [0, 5], [-1, 6, 1e15, ...notIntegers]],
  ['changes', 'n', [5, 999_999_999_999_999], [4, -1, 1e15, ...notIntegers]],
  ['changes', 'l', [-1, 0, 999_999_999_999_999], [-2, 1e15, ...notIntegers]],
  ['changes', 'z', [1, 1000], [0, -1, 1001, ...notIntegers]],
  [
    'changes',
    'k',
    [changeRowKey(5, 'v'.repeat(16), 'a')],
    [changeRowKey(4, 'v'.repeat(16), 'a'), 'c_x', '', `c_${'0'.repeat(15)}`, `e_a`, 'a'.repeat(600), ...notTexts],
  ],
];

it.each(fields)('%s: the field %s is held against its bounds', (kind, name, right, wrong) => {
  const honest = kind === 'page' ? { p: ['after', 'e_a'] } : { s: 5, n: 5 };
  const read = (value: unknown) => {
    const text = JSON.stringify({ ...honest, [name]: value });
    return kind === 'page' ? readPagingToken(sealed('1', text), binding) : readChangeToken(sealed('c1', text), binding);
  };
  for (const value of right) expect(() => read(value)).not.toThrow();
  for (const value of wrong) expect(() => read(value)).toThrow(/does not belong/);
});
