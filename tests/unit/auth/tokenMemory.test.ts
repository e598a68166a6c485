import { createTokenMemory, type RememberedToken } from '../../../shared/auth/token/tokenMemory.ts';

const keys = { issuer: 'https://sts.example', keys: new Map(), fingerprint: '' };
const verified = (client: string): RememberedToken => ({
  caller: { tenant: 't', client, permissions: { read: true, write: false, missingForDetails: [] } },
  times: { notBefore: 0, expires: 1 },
  version: '2.0',
  keys,
});

test('finds exactly the token that was remembered', () => {
  const memory = createTokenMemory(10);
  memory.remember('a.b.c', verified('one'));
  expect(memory.find('a.b.c')).toEqual(verified('one'));
  expect(memory.find('a.b.d')).toBeUndefined();
  expect(memory.find('')).toBeUndefined();
});

test('gives up the token that was used least recently', () => {
  const memory = createTokenMemory(2);
  memory.remember('a', verified('a'));
  memory.remember('b', verified('b'));
  memory.find('a');
  memory.remember('c', verified('c'));
  expect(['a', 'b', 'c'].map((token) => memory.find(token)?.caller.client)).toEqual(['a', undefined, 'c']);
});

test('a token remembered again takes no second place', () => {
  const memory = createTokenMemory(2);
  memory.remember('a', verified('a'));
  memory.remember('b', verified('b'));
  memory.remember('b', verified('b2'));
  expect(['a', 'b'].map((token) => memory.find(token)?.caller.client)).toEqual(['a', 'b2']);
});
