import { app, type HttpRequest } from '@azure/functions';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { readSettings } from '../../shared/settings/readSettings.ts';
import { connectTableRows } from '../../shared/store/tables/connectTableRows.ts';
import { reportType } from '../workload/reportRows.ts';
import { benchScope } from '../workload/seedRows.ts';

/** The smallest function that could stand for one of the service's: verifies the token, makes one row call, echoes. */
const { auth, storage } = readSettings(process.env);
const keys = createRemoteJWKSet(new URL(`${auth.authority}/discovery/v2.0/keys`));
const rows = connectTableRows(storage);
const remembered = new Map<string, string>();
/** Whether a verdict is kept, as the service does, or every token verified again, as most functions do. */
const remembers = process.env['BENCH_REMEMBER'] === '1';

async function tenantOf(request: HttpRequest): Promise<string> {
  const token = request.headers.get('authorization')?.slice('Bearer '.length) ?? '';
  const known = remembered.get(token);
  if (known !== undefined) return known;
  const { payload } = await jwtVerify(token, keys, { algorithms: ['RS256'], audience: [...auth.audiences] });
  const tenant = String(payload['tid']);
  if (remembers) remembered.set(token, tenant);
  return tenant;
}

app.setup({ enableHttpStream: true });

app.http('minimal', {
  route: 'v1.0/{*path}',
  methods: ['GET', 'PATCH'],
  authLevel: 'anonymous',
  async handler(request) {
    const partition = rows.partition(benchScope(await tenantOf(request)), reportType.name);
    const key = /\('([^']*)'\)$/.exec(request.url)?.[1] ?? '';
    const text = request.method === 'PATCH' ? await request.text() : '';
    const outcome = await partition.get(`e_${key}`);
    const echo = outcome.ok && outcome.value.row !== undefined ? String(outcome.value.row.properties['id']) : '';
    return {
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: text === '' ? `{"id":"${echo}"}` : text,
    };
  },
});

app.http('health', {
  route: 'health',
  methods: ['GET'],
  authLevel: 'anonymous',
  async handler() {
    await rows.ping(new AbortController().signal);
    return { status: 200 };
  },
});
