/**
 * The OpenAPI document describes delta payloads as they are sent and answered.
 * https://spec.openapis.org/oas/v3.1.0
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { bulk, each, payload } from '../support/bulk.ts';
import { startInProcess } from '../support/inProcess.ts';
import { newId, setPath } from '../support/reports.ts';
import type { StartedApp } from '../support/testApp.ts';
import { writeOpenApi } from '../../shared/represent/openApi/writeOpenApi.ts';
import { model } from '../../shared/model/model.ts';

interface Operation {
  readonly parameters: readonly { readonly $ref?: string }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, { readonly headers?: Readonly<Record<string, unknown>> }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly examples: Readonly<Record<string, { readonly value: unknown }>> };
}

const auth = { authority: 'https://login.microsoftonline.com/contoso', audiences: ['a'], tenants: [], clients: [] };
const document = JSON.parse(writeOpenApi(model, { publicUrl: 'https://reports.example', auth })) as Document;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'document');
const set = 'office365ActiveUserCounts';

/** What is wrong with a value by a schema of the document; null when nothing is. */
function problems(name: string, value: unknown): unknown {
  const validate = ajv.compile({ $ref: `document#/components/schemas/${set}${name}` });
  return validate(value) ? null : validate.errors;
}

let app: StartedApp;
beforeAll(async () => {
  app = await startInProcess();
});
afterAll(async () => await app.stop());
const read = async (response: Response): Promise<Record<string, unknown>> =>
  (await response.json()) as Record<string, unknown>;

test('a delta payload and its answer, failures included', async () => {
  const [one, two] = [newId(), newId()];
  const items = [
    { id: one, teams: 1 },
    { '@removed': { reason: 'deleted' }, id: two },
  ];
  expect(problems('Delta', payload(...items))).toBeNull();
  expect(problems('Delta', document.components.examples[`${set}.Delta`]?.value)).toBeNull();
  expect(problems('Delta', payload({ nobody: 1 }))).not.toBeNull();
  expect(problems('Delta', { value: [] })).not.toBeNull();
  const answer = await read(await bulk(app)(payload(...items, { id: two, teams: 'x' }, {}), each));
  expect(JSON.stringify(answer)).toContain('@Core.DataModificationException');
  expect(problems('Upserted', answer)).toBeNull();
  expect(problems('Upserted', { value: [{ id: one, '@reports.outcome': 'else' }] })).not.toBeNull();
});

test('a page of everything, of changes with deletions, and a link alone', async () => {
  const id = newId();
  await bulk(app)(payload({ id, teams: 1 }), each);
  const first = await read(await app.fetch(setPath, { headers: { Prefer: 'track-changes' } }));
  await app.fetch(`${setPath}('${id}')`, { method: 'DELETE' });
  const link = String(first['@odata.deltaLink']).slice(app.publicUrl.length);
  const second = await read(await app.fetch(link));
  expect(second['value']).toContainEqual({ '@removed': { reason: 'deleted' }, id });
  const latest = await read(await app.fetch(`${setPath}/delta?$deltatoken=latest`));
  for (const page of [first, latest]) {
    expect(page).toHaveProperty(['@odata.deltaLink']);
    expect(problems('Collection', page)).toBeNull();
  }
});

test('the preferences and the headers', () => {
  const { get, patch } = document.paths[setPath]!;
  const names = ({ parameters }: Operation) => parameters.map(({ $ref = '' }) => $ref.split('/').at(-1));
  expect(names(patch!)).toContain('preferEach');
  expect(Object.keys(patch!.responses['200']?.headers ?? {})).toEqual(['Preference-Applied', 'Retry-After']);
  expect(Object.keys(patch!.responses)).toEqual(expect.arrayContaining(['204', '409', '412', '413', '429']));
  expect(names(get!)).toContain('trackChanges');
});
