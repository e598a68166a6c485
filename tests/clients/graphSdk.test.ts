// The JavaScript SDK of Microsoft Graph, which sends its token to https addresses only: https://github.com/microsoftgraph/msgraph-sdk-javascript
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { selfSignedCertificate } from './selfSignedCertificate.ts';
import { startProxiedApp } from './startProxiedApp.ts';
import { sampleReports } from './storeReports.ts';

type Step = 'update' | 'query' | 'iterate' | 'batch' | 'csv' | 'bytes';

/** What the steps of graphSdk/program.mjs came to. */
let outcomes: Readonly<Record<Step, unknown>>;

beforeAll(async () => {
  const tls = selfSignedCertificate();
  const folder = await mkdtemp(path.join(tmpdir(), 'graph-sdk-'));
  const app = await startProxiedApp({ reports: sampleReports(20), tls });
  try {
    const trusted = path.join(folder, 'trusted.pem');
    await writeFile(trusted, tls.cert);
    const program = path.join(__dirname, 'graphSdk', 'program.mjs');
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: trusted };
    const { stdout } = await promisify(execFile)(process.execPath, [program, app.url, await app.token()], { env });
    outcomes = JSON.parse(stdout) as typeof outcomes;
  } finally {
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  }
}, 240_000);

const expectValue = (step: Step, value: unknown): void => expect(outcomes[step]).toEqual({ value });

test('update, which Graph itself has no address for, and delete', () => {
  expectValue('update', {
    created: expect.objectContaining({ teams: 5, reportDate: '2022-10-19' }),
    updated: expect.objectContaining({ teams: 6 }),
    refused: 412,
  });
});

test('filter, select, orderby, top and count', () => {
  expectValue(
    'query',
    expect.objectContaining({
      '@odata.count': 8,
      value: [
        expect.objectContaining({ id: 'report-0004', reportDate: '2026-03-27' }),
        expect.objectContaining({ id: 'report-0006', reportDate: '2026-03-25' }),
      ],
    }),
  );
});

test('the page iterator follows the next links to the last row', () => {
  expectValue('iterate', { first: 7, ids: sampleReports(20).map(({ id }) => id) });
});

test('a batch with a dependency', () => {
  const read = expect.objectContaining({ id: 'batched', teams: 9007199254740991 }) as unknown;
  expectValue('batch', { statuses: [201, 200], read });
});

test('the report function of Graph, as CSV', () => {
  const header =
    'Report Refresh Date,Office 365,Exchange,OneDrive,SharePoint,Skype For Business,Yammer,Teams,Report Date,Report Period';
  expectValue('csv', expect.stringMatching(new RegExp(`^\uFEFF?${header}\r\n`)));
});

test('the report function of Graph without a word of the caller, in a batch too', () => {
  const text = expect.stringMatching(/^\uFEFFReport Refresh Date,.*,Report Period\r\n2026-04-02,/) as unknown;
  expectValue('bytes', { text, inBatch: 200 });
});
