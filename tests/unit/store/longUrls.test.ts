/** How long the URLs are that storage is sent for a page, where row keys are long and the filter too. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectTableRows } from '../../../shared/store/rows/connectTableRows.ts';
import { readPage } from '../../../shared/store/walk/readPage.ts';
import { developmentConnectionString } from '../../support/azurite.ts';
import { bindEntityQuery } from '../../support/bindEntityQuery.ts';
import { sampleType as type } from '../../support/sampleType.ts';
import { storageScope } from '../../support/storageScope.ts';

const text = '\u754c'.repeat(150);
const query = bindEntityQuery(type, `$filter=(text eq '${text}' or other eq 5)&$orderby=id`);
const row = { RowKey: 'e_x', id: 'x', text: 'another', _version: '0', _stamp: '1', '_stamp@odata.type': 'Edm.Int64' };

/** The URLs of a page that begins behind an id: storage answers with a row that is not wanted and goes on at an id as long. */
async function urlsBehind(id: string): Promise<{ readonly urls: readonly string[]; readonly found: number }> {
  const urls: string[] = [];
  const server = createServer(({ url = '' }, outgoing) => {
    urls.push(url);
    const place = Buffer.from(`e_${id}`).toString('base64');
    const next = {
      'x-ms-continuation-NextPartitionKey': '1!4!dA--',
      'x-ms-continuation-NextRowKey': `1!${place.length}!${place.replaceAll('=', '-')}`,
    };
    outgoing.writeHead(200, { 'Content-Type': 'application/json', ...(urls.length === 1 && next) });
    outgoing.end(JSON.stringify({ value: [row] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const connectionString = developmentConnectionString(`http://127.0.0.1:${port}`);
    const rows = connectTableRows({ kind: 'connectionString', connectionString });
    const part = { skip: 0, limit: 10, complete: false, after: ['after', `e_${id}`] };
    const { entities } = await readPage(rows, storageScope(), type, query, part);
    return { urls, found: entities.length };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test.each([
  ['a short id', 'a', true],
  ['an id of 60 CJK characters', '\u754c'.repeat(60), true],
  ['an id of 255 CJK characters', '\u754c'.repeat(255), false],
])('behind %s', async (_what, id, isPushed) => {
  const { urls, found } = await urlsBehind(id);
  expect(urls).toHaveLength(2);
  expect(urls[0]?.includes('text')).toBe(isPushed);
  for (const url of urls) expect(url.length).toBeLessThan(4000);
  expect(found).toBe(0);
});
