import Ajv from 'ajv';
import fastify, { type FastifyRequest } from 'fastify';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { readSettings } from '../../shared/settings/readSettings.ts';
import { reportRow, rowId } from '../workload/reportRows.ts';
import { seedVariables } from './seedVariables.ts';
import { tellParent } from './tellParent.ts';

/** What one would write by hand for these requests alone: Fastify, jose, ajv and a Map; no OData, no storage. */
const { auth } = readSettings(process.env);
const keys = createRemoteJWKSet(new URL(`${auth.authority}/discovery/v2.0/keys`));
const remembers = process.env['BENCH_REMEMBER'] === '1';
const remembered = new Set<string>();

type Row = Record<string, unknown> & { readonly id: string };
const table = new Map<string, Row>();
for (let index = 0; index < Number(process.env[seedVariables.rows] ?? 0); index += 1) {
  table.set(rowId(index), { id: rowId(index), ...reportRow(index) });
}

const text = { type: ['string', 'null'], maxLength: 4096 };
const date = { type: ['string', 'null'], pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const validate = new Ajv().compile({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries([
    ['@odata.type', { const: '#microsoft.graph.office365ActiveUserCounts' }],
    ...Object.entries(reportRow(0)).map(([name, value]) => {
      const schema = typeof value === 'number' ? { type: ['integer', 'null'] } : text;
      return [name, name.endsWith('Date') ? date : schema] as const;
    }),
  ]),
});

async function authenticate({ headers }: FastifyRequest): Promise<void> {
  const token = headers.authorization?.slice('Bearer '.length) ?? '';
  if (remembered.has(token)) return;
  await jwtVerify(token, keys, { algorithms: ['RS256'], audience: [...auth.audiences] });
  if (remembers) remembered.add(token);
}

const app = fastify();
app.addHook('preHandler', authenticate);

/** The key in `set('key')`: the parentheses mean something else in a route of Fastify. */
function keyOf({ params }: FastifyRequest): string {
  const { resource } = params as { readonly resource: string };
  return resource.slice(resource.indexOf("'") + 1, -2);
}

app.get('/v1.0/:resource', async (request, reply) => {
  return table.get(keyOf(request)) ?? (await reply.code(404).send());
});

app.patch('/v1.0/:resource', async (request, reply) => {
  const id = keyOf(request);
  if (!validate(request.body)) return await reply.code(400).send(validate.errors);
  const before = table.get(id);
  const after: Row = { ...before, ...(request.body as object), '@odata.type': undefined, id };
  table.set(id, after);
  return await reply.code(before === undefined ? 201 : 200).send(after);
});

app.get('/v1.0/office365ActiveUserCounts', async (request) => {
  const query = request.query as Readonly<Record<string, string>>;
  if (query['$filter'] === undefined) return await Promise.resolve({ value: [...table.values()].slice(0, 1000) });
  const since = query['$filter'].slice(-10);
  const found = [...table.values()].filter(
    (row) => row['reportPeriod'] === '7' && typeof row['reportDate'] === 'string' && row['reportDate'] >= since,
  );
  const order = (row: Row): string => String(row['reportDate']);
  found.sort((left, right) => (order(left) < order(right) ? 1 : order(left) > order(right) ? -1 : 0));
  return { value: found.slice(0, Number(query['$top'])) };
});

tellParent({ url: await app.listen({ host: '127.0.0.1', port: 0 }) });
