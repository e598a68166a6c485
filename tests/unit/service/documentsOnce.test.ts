/** Documents that stay the same as long as the process are made once and compressed once: every answer has the same bytes. */
import { model } from '../../../shared/model/model.ts';
import type { Handle } from '../../../shared/service/createService.ts';
import { startInProcess } from '../../support/inProcess.ts';

test.each([
  ['CSDL XML', '/v1.0/$metadata'],
  ['CSDL JSON', '/v1.0/$metadata?$format=json'],
])('%s', async (_, address) => {
  let handle: Handle | undefined;
  const app = await startInProcess({ model: [...model], onHandle: (given) => void (handle = given) });
  const ask = async (coding: string) => {
    const headers = new Headers({ 'accept-encoding': coding });
    const answer = await handle?.({ method: 'GET', url: app.publicUrl + address, headers, body: null });
    expect(answer?.status).toBe(200);
    return answer?.body;
  };
  const plain = await ask('identity');
  const packed = await ask('gzip');
  expect(plain).toBeInstanceOf(Uint8Array);
  expect(packed).toBeInstanceOf(Uint8Array);
  expect(packed).not.toBe(plain);
  expect([(await ask('identity')) === plain, (await ask('gzip')) === packed]).toEqual([true, true]);
  await app.stop();
});
