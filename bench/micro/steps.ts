import { compactVerify, createLocalJWKSet } from 'jose';
import type { BindContext } from '../../shared/bind/expression/bindContext.ts';
import { bindQuery } from '../../shared/bind/bindQuery.ts';
import { bindResource } from '../../shared/bind/bindResource.ts';
import { entityShape } from '../../shared/bind/bound/rowShape.ts';
import { createTokenGate } from '../../shared/auth/tokenGate.ts';
import { Meter } from '../../shared/expression/cost/meter.ts';
import { readJsonBytes } from '../../shared/json/readJson.ts';
import { model } from '../../shared/model/model.ts';
import { rowWriter } from '../../shared/represent/json/rowWriter.ts';
import { readSettings } from '../../shared/settings/readSettings.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { encodeKey } from '../../shared/store/rows/keyEncoding.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { readPagingToken, writePagingToken } from '../../shared/store/walk/pagingToken.ts';
import { decodeRowsOf } from '../../shared/store/keys/decodeRow.ts';
import { layout } from '../../shared/store/keys/layout.ts';
import { parseRelativeUri } from '../../shared/url/parseRelativeUri.ts';
import { readEntityBody } from '../../shared/validate/readEntityBody.ts';
import { reportEntity, reportType, rowId } from '../workload/reportRows.ts';
import { scenario } from '../workload/scenarios.ts';
import { benchScope, seedRows } from '../workload/seedRows.ts';

/** One step of the pipeline, repeated by itself. */
export interface Step {
  readonly name: string;
  readonly run: (round: number) => unknown;
}

const serviceRoot = 'https://reports.example/v1.0/';

function bound(target: string): unknown {
  const context: BindContext = { model, serviceRoot, now: 0, meter: new Meter() };
  const [path = '', query = ''] = target.split('?');
  const { segments, options } = parseRelativeUri(path, query);
  const resource = bindResource(segments, options, context);
  return bindQuery(options, resource, context);
}

/** The steps of the requests the scenarios send; `environment` and `token` are those of a running issuer. */
export async function steps(environment: NodeJS.ProcessEnv, token: string): Promise<readonly Step[]> {
  const { auth, publicUrl } = readSettings(environment);
  const newGate = () => createTokenGate({ auth, publicUrl, log: () => undefined });
  const gate = newGate();
  const authorization = `Bearer ${token}`;
  const { tid } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { tid: string };
  const jwks = (await (await fetch(`${auth.authority}/discovery/v2.0/keys`)).json()) as Parameters<
    typeof createLocalJWKSet
  >[0];
  const keys = createLocalJWKSet(jwks);

  const rows = createMemoryRows();
  await seedRows(rows, tid, 1000);
  const store = createStore(rows);
  const scope = benchScope(tid);
  const patch = scenario('PATCH update').request(1, 1000);
  const bytes = Buffer.from(patch.body ?? '');
  const json = readJsonBytes(bytes);
  const stored = { entity: reportEntity(1), version: 'AAAAAAAAAAAAAAAA' };
  const operations = layout(reportType, undefined, { stored, stamp: 0, earlier: [] });
  const [first] = operations;
  const row = { etag: '', rowKey: '', properties: first !== undefined && 'row' in first ? first.row.properties : {} };
  const write = rowWriter(
    { shape: entityShape(reportType) },
    { version: '4.0', metadata: 'minimal', ieee754Compatible: false, serviceRoot, omitNulls: false, only40: false },
    new Meter(),
  );
  const binding = { tenant: tid, query: 'office365ActiveUserCounts?$top=5000' };
  const skiptoken = writePagingToken({ position: ['row', rowId(999)], skip: 0 }, binding);
  const filtered = scenario('filtered top 50').request(1, 1000).path.slice('/v1.0/'.length);
  const byKey = scenario('GET by key').request(1, 1000).path.slice('/v1.0/'.length);

  return [
    { name: 'token, remembered', run: async () => await gate.authenticate(authorization) },
    { name: 'token, signature only (jose)', run: async () => await compactVerify(token, keys) },
    { name: 'URL by key, parsed and bound', run: () => bound(byKey) },
    { name: 'URL with filter, parsed and bound', run: () => bound(filtered) },
    { name: 'JSON body read', run: () => readJsonBytes(bytes) },
    { name: 'JSON.parse of the same, for comparison', run: () => JSON.parse(bytes.toString()) as unknown },
    { name: 'body validated (ajv) and read', run: () => readEntityBody(reportType, json) },
    { name: 'key encoded', run: (round) => encodeKey(rowId(round % 1000)) },
    { name: 'rows of a write laid out', run: () => layout(reportType, undefined, { stored, stamp: 0, earlier: [] }) },
    { name: 'row decoded', run: () => decodeRowsOf(reportType)(row) },
    { name: 'row written as JSON', run: () => write({ stored, row: stored.entity }) },
    { name: 'entity read, in memory', run: async (round) => await store.read(scope, reportType, rowId(round % 1000)) },
    {
      name: 'entity committed, in memory',
      async run(round) {
        const key = rowId(round % 1000);
        const entity = { ...reportEntity(round % 1000), yammer: BigInt(round) };
        return await store.commit(scope, reportType, [{ key, decide: () => ({ kind: 'put', entity }) }]);
      },
    },
    { name: '$skiptoken written', run: () => writePagingToken({ position: ['row', rowId(1)], skip: 0 }, binding) },
    { name: '$skiptoken read', run: () => readPagingToken(skiptoken, binding) },
  ];
}
