import { connectOverHttp } from '../support/overHttp.ts';
import { gzipSync } from 'node:zlib';
test('x', async () => {
  const app = await connectOverHttp();
  const go = async (name: string, init: any) => { const t = Date.now(); const r = await Promise.race([app.fetch('/v1.0/office365ActiveUserCounts/x', { method: 'PATCH', ...init }).catch((e) => e), new Promise((r) => setTimeout(r, 4000))]) as any; console.log(name, r?.status ?? r, Date.now() - t, r?.headers && (await r.text()).slice(0,50)); };
  const json = { 'Content-Type': 'application/json' };
  const big = '{"teams":6}'.padEnd(3 << 20, ' ');
  for (let i=0;i<3;i++) {
  await go('honest', { headers: json, body: big });
  await go('chunked', { headers: json, body: big.match(/[^]{1,65536}/g) });
  const bomb = gzipSync(Buffer.alloc(200 << 20, ' '));
  await go('bomb honest', { headers: { ...json, 'Content-Encoding': 'gzip' }, body: bomb });
  await go('bomb chunked', { headers: { ...json, 'Content-Encoding': 'gzip' }, body: [bomb] });
  await go('415', { headers: {'Content-Type':'text/plain'}, body: big });
  await go('401', { headers: {...json, Authorization: undefined}, body: big });
  await go('ok chunked', { headers: {...json}, body: ['{}'] });
  }
}, 90000);
