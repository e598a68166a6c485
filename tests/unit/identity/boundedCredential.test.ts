import { TableClient } from '@azure/data-tables';
import type { AccessToken, TokenCredential } from '@azure/identity';
import { boundedCredential } from '../../../shared/identity/boundedCredential.ts';

const token: AccessToken = { token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 };
const hanging: TokenCredential = { getToken: () => new Promise<AccessToken>(() => undefined) };

test('a token that comes is handed on, with what it was asked for', async () => {
  const asked: unknown[] = [];
  const inner: TokenCredential = {
    getToken: (scopes, options) => {
      asked.push(scopes, options?.tenantId, options?.abortSignal instanceof AbortSignal);
      return Promise.resolve(token);
    },
  };
  await expect(boundedCredential(inner).getToken('scope', { tenantId: 'of' })).resolves.toBe(token);
  expect(asked).toEqual(['scope', 'of', true]);
});

test('one that never comes is given up, and said so', async () => {
  await expect(boundedCredential(hanging, 20).getToken('scope')).rejects.toThrow('gave no token within 20 ms');
});

test('whoever asks may give up earlier', async () => {
  const abortSignal = AbortSignal.timeout(10);
  await expect(boundedCredential(hanging).getToken('scope', { abortSignal })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});

test('the tables client works again when the endpoint does, though everybody waited for the same token', async () => {
  let isHanging = true;
  let sent = 0;
  const inner: TokenCredential = {
    getToken: async (scopes) => (isHanging ? await hanging.getToken(scopes) : token),
  };
  const client = new TableClient('https://reports.example', 'table', boundedCredential(inner, 50), {
    retryOptions: { maxRetries: 0 },
    httpClient: {
      sendRequest: (request) => {
        sent += 1;
        return Promise.resolve({ request, status: 404, headers: request.headers, bodyAsText: '' });
      },
    },
  });
  const read = async () => await client.getEntity('a', 'b');
  const during = await Promise.allSettled([read(), read()]);
  for (const { status, reason } of during as PromiseRejectedResult[])
    expect([status, String(reason)]).toEqual(['rejected', expect.stringContaining('gave no token')]);
  expect(sent).toBe(0);
  isHanging = false;
  await expect(read()).rejects.toMatchObject({ statusCode: 404 });
  expect(sent).toBe(1);
});
