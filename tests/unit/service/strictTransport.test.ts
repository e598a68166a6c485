/** Strict-Transport-Security stands on every answer where the public address is https, and on none where it is not. */
import { strictTransport } from '../../../shared/service/strictTransport.ts';

const answers = [200, 204, 304, 400, 401, 503];

test.each([
  ['https://reports.contoso.com', 'max-age=31536000'],
  ['http://127.0.0.1:7071', undefined],
])('%s', async (publicUrl, expected) => {
  for (const status of answers) {
    const handle = strictTransport(publicUrl, () => Promise.resolve({ status, headers: { 'X-Own': 'a' }, body: '' }));
    const request = { method: 'GET', url: `${publicUrl}/v1.0/`, headers: new Headers(), body: null };
    const { headers } = await handle(request);
    expect(headers).toEqual({ 'X-Own': 'a', ...(expected && { 'Strict-Transport-Security': expected }) });
  }
});
