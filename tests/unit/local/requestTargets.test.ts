/** What the platform makes of a request target on its way to the service: [sent, what arrives, or the status it is refused with]. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ForkedHost } from '../../../local/host/forkFunctionsHost.ts';
import { arrivingPath } from '../../../shared/url/path/arrivingPath.ts';
import { arrivingQuery } from '../../../shared/url/query/arrivingQuery.ts';
import { buildFixture, type BuiltFixture } from '../../support/startFixture.ts';
import { wireRequest } from '../../support/wireRequest.ts';

type Row = readonly [sent: string, arrives: string];

const own = JSON.parse(readFileSync(path.join(__dirname, 'requestTargets.json'), 'utf8')) as readonly Row[];
const named = process.env['HOST_PATHS'];
/** A table from elsewhere may be tried too. */
const others = named === undefined ? [] : (JSON.parse(readFileSync(named, 'utf8')) as { cases: readonly Row[] }).cases;
const rows = [...own, ...others];

let fixture: BuiltFixture;
let host: ForkedHost;
beforeAll(async () => {
  fixture = await buildFixture('streamingApp.ts');
  host = await fixture.start();
});
afterAll(async () => {
  await host.stop();
  fixture.remove();
});

test('the table has 215 rows', () => {
  expect(own.length).toBe(215);
});

test.each(rows)('%s arrives as %s', async (sent, arrives) => {
  const onTheWire = Buffer.from(sent).toString('latin1');
  const { status, body } = await wireRequest(host.url, {
    head: `GET ${onTheWire} HTTP/1.1\r\nHost: reports.example\r\nConnection: close\r\n\r\n`,
  });
  const [, refused] = /^refused (\d+)$/.exec(arrives) ?? [];
  const seen = sent.startsWith('//') ? arrives : body;
  expect([status, seen]).toEqual(
    refused === undefined ? [sent.startsWith('//') ? 404 : 200, arrives] : [Number(refused), ''],
  );
});

test.each(rows.filter(([, arrives]) => !arrives.startsWith('refused')))(
  '%s arrives as %s, as parts of a batch are read',
  (sent, arrives) => {
    const [, before = '', query] = /^([^?]*)(?:\?(.*))?$/s.exec(sent) ?? [];
    expect(arrivingPath(before) + (query === undefined ? '' : `?${arrivingQuery(query)}`)).toBe(arrives);
  },
);

test('absolute form is understood when it names the host that is asked', async () => {
  const { status, body } = await wireRequest(host.url, {
    head: 'GET http://reports.example/x?y=1 HTTP/1.1\r\nHost: Reports.example\r\nConnection: close\r\n\r\n',
  });
  expect([status, body]).toEqual([200, '/x?y=1']);
});
