/**
 * The OpenAPI document describes what the service does, no more and no less.
 * https://spec.openapis.org/oas/v3.1.0
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { storedExample } from '../support/storedExample.ts';
import { exampleId } from '../../shared/represent/openApi/exampleProperties.ts';
import { furtherRequests } from '../../shared/represent/openApi/openApiWords.ts';
import { writeOpenApi } from '../../shared/represent/openApi/writeOpenApi.ts';
import { documentedModels } from '../support/documentedModels.ts';
import { everyOperation } from '../support/everyOperation.ts';
import type { Document, Operation } from '../support/openApiDocument.ts';
import { startInProcess } from '../support/inProcess.ts';
import type { StartedApp } from '../support/testApp.ts';

const client = '11111111-1111-4111-8111-111111111111';
const authority = 'https://login.microsoftonline.com/contoso';
const settings = {
  publicUrl: 'https://reports.example',
  auth: { authority, audiences: [client], tenants: [], clients: [] },
};

const built = (model: readonly EntityType[]): Document => JSON.parse(writeOpenApi(model, settings)) as Document;

async function whole(model: readonly EntityType[]): Promise<Document> {
  const write = await everyOperation(
    async () => (await import('../../shared/represent/openApi/writeOpenApi.ts')).writeOpenApi,
  );
  return JSON.parse(write(model, settings)) as Document;
}

const operationsIn = ({ paths }: Document): readonly (readonly [string, string, Operation])[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [path, method, operation] as const),
  );

function resolve(document: Document, reference: string): unknown {
  const steps = reference.replace('#/', '').split('/');
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], document);
}

const services = [
  ['the operations that are built', (model: readonly EntityType[]) => Promise.resolve(built(model))],
  ['every operation of the contract', whole],
] as const;

describe.each(services)('with %s', (_service, load) => {
  describe.each(documentedModels)('%s', (_name, model) => {
    let document: Document;
    beforeAll(async () => void (document = await load(model)));

    test('every reference leads somewhere and every component is used', () => {
      const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, path = '']) => path);
      expect(references.filter((path) => resolve(document, path) === undefined)).toEqual([]);
      const sections = Object.entries(document.components).filter(([section]) => section !== 'securitySchemes');
      const names = sections.flatMap(([section, all]) =>
        Object.keys(all).map((name) => `#/components/${section}/${name}`),
      );
      expect(names.filter((name) => !references.includes(name))).toEqual([]);
    });

    test('operation ids are unique, tags are declared', () => {
      const ids = operationsIn(document).map(([, , { operationId }]) => operationId);
      expect(new Set(ids).size).toBe(ids.length);
      const tags = document.tags.map(({ name }) => name);
      expect(
        operationsIn(document).flatMap(([, , operation]) => operation.tags.filter((tag) => !tags.includes(tag))),
      ).toEqual([]);
    });

    test('every template of a path is a parameter, and the other way round', () => {
      for (const [path, , { parameters = [] }] of operationsIn(document)) {
        const declared = parameters
          .map((parameter) => (parameter.$ref === undefined ? parameter : resolve(document, parameter.$ref)))
          .filter((parameter) => (parameter as { in: string }).in === 'path')
          .map((parameter) => (parameter as { name: string }).name);
        expect([path, [...declared].sort()]).toEqual([
          path,
          [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
        ]);
      }
    });

    test('the examples are valid by their schemas', () => {
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      ajv.addSchema(document, 'document');
      for (const { name } of model) {
        const validate = ajv.compile({ $ref: `document#/components/schemas/${name}` });
        for (const example of [name, `${name}.Read`]) {
          expect([validate(document.components.examples[example]?.value), validate.errors]).toEqual([true, null]);
        }
        expect(validate({ unknown: 1 })).toBe(false);
        expect(validate({ '@any.annotation': 1 })).toBe(true);
      }
    });
  });
});

test('at most six operations for each set, at the root, and its function', () => {
  const { paths } = built(documentedModels[0]![1]);
  expect(Object.keys(paths).filter((path) => path.includes('office365ActiveUserDetail'))).toEqual([
    '/v1.0/office365ActiveUserDetail',
    "/v1.0/office365ActiveUserDetail('{id}')",
  ]);
  for (const { name, reportFunction, isRegister } of documentedModels[0]![1]) {
    expect(Object.keys(paths[`/v1.0/${name}`] ?? {})).toEqual(['get', 'post', 'patch']);
    const own = isRegister === true ? ['get', 'delete'] : ['get', 'patch', 'delete'];
    expect(Object.keys(paths[`/v1.0/${name}('{id}')`] ?? {})).toEqual(own);
    // Without parameters it is called in one way, with them by each, and by the period of a version where there are some.
    const calls = Object.keys(paths).filter((path) => path.includes(`reports/${reportFunction?.name ?? ''}(`));
    const ways = reportFunction && Math.max(1, reportFunction.parameters.length) + (reportFunction.versions ? 1 : 0);
    expect([name, calls.length]).toEqual([name, ways ?? 0]);
  }
  for (const path of ['', '/$metadata', '/$batch', '/reports']) expect(paths[`/v1.0${path}`]).toBeDefined();
});

test('a type of ten properties adds less than 25 kB', () => {
  const [first] = documentedModels[0]![1];
  const further = { ...first!, name: 'office365FurtherUserCounts' };
  const added = writeOpenApi([first!, further], settings).length - writeOpenApi([first!], settings).length;
  expect(added).toBeGreaterThan(5000);
  expect(added).toBeLessThan(25_000);
});

test('JSON stands first among the answers, and every answer with content is typed', () => {
  for (const [path, , { responses }] of operationsIn(built(documentedModels[1]![1]))) {
    for (const [status, response] of Object.entries(responses)) {
      expect(status).toMatch(/^[1-5]\d\d$/);
      const { content = {} } = response as { content?: Record<string, { schema?: object }> };
      const types = Object.keys(content);
      if (path.startsWith('/v1.0') && types.length > 0) expect([path, types[0]]).toEqual([path, 'application/json']);
      for (const { schema } of Object.values(content)) expect(Object.keys(schema ?? {})).toHaveLength(1);
    }
  }
});

test('what generators stumble over is not there', () => {
  const document = built(documentedModels[1]![1]);
  const names = Object.keys(document.components.schemas);
  const templates = [...JSON.stringify(Object.keys(document.paths)).matchAll(/\{(\w+)\}/g)].map(
    ([, name = '']) => name,
  );
  expect(names.filter((name) => templates.includes(name.toLowerCase()))).toEqual([]);
  expect(names.filter((name) => !/^[A-Za-z]\w*$/.test(name))).toEqual([]);
  const bare = [...JSON.stringify(document.components.schemas).matchAll(/\{"(?:const|enum)":/g)];
  expect(bare).toEqual([]);
  const { office365ActiveUserCountsDelta: delta, office365ActiveUserCountsCollection: list } = document.components
    .schemas as Record<string, { required?: unknown; properties: Record<string, { items?: unknown }> }>;
  expect(delta?.required).toEqual(['@context', 'value']);
  expect(Object.keys(delta?.properties ?? {})).toEqual(['@context', '@odata.context', 'value']);
  expect(list?.properties['value']?.items).toEqual({ $ref: '#/components/schemas/office365ActiveUserCounts' });
});

test('both permissions are asked for, as a user and as an application', () => {
  const document = built(documentedModels[0]![1]);
  const item = document.paths["/v1.0/office365ActiveUserCounts('{id}')"]!;
  const scopes = (operation: Operation | undefined): readonly unknown[] => operation?.security ?? [];
  expect(scopes(item['patch'])).toEqual([
    { delegated: [`api://${client}/Reports.ReadWrite.All`] },
    { application: [`api://${client}/.default`] },
    { token: [] },
  ]);
  expect(scopes(item['get'])).toContainEqual({ delegated: [`api://${client}/Reports.Read.All`] });
  expect(document.paths['/v1.0/$metadata']?.['get']?.security).toEqual([]);
  expect(document.components.securitySchemes['delegated']?.flows).toMatchObject({
    authorizationCode: {
      authorizationUrl: `${authority}/oauth2/v2.0/authorize`,
      tokenUrl: `${authority}/oauth2/v2.0/token`,
    },
  });
  expect(document.components.securitySchemes['application']?.flows).toHaveProperty('clientCredentials');
});

test('operations on details do not offer the permission that is closed to them', () => {
  const document = built(documentedModels[1]![1]);
  const scopesOf = (path: string): string => JSON.stringify(document.paths[path]?.['get']?.security);
  expect(scopesOf('/v1.0/office365ActiveUserCounts')).toContain('Reports.ReadSummary.All');
  const detail = documentedModels[1]![1].find(({ shape }) => shape === 'detail');
  expect(scopesOf(`/v1.0/${detail?.name ?? ''}`)).toContain('Reports.Read.All');
  expect(scopesOf(`/v1.0/${detail?.name ?? ''}`)).not.toContain('Reports.ReadSummary.All');
});

test('values have the formats of their types', () => {
  const { properties } = built(documentedModels[1]![1]).components.schemas['office365ActiveUserCounts']!;
  expect(properties['teams']).toMatchObject({ type: ['integer', 'null'], format: 'int64' });
  expect(properties['reportDate']).toMatchObject({ type: ['string', 'null'], format: 'date' });
  const samples = built(documentedModels[1]![1]).components.schemas['samples']!.properties;
  expect(samples['flag']).toMatchObject({ type: ['boolean', 'null'] });
  expect(samples['names']).toMatchObject({ type: 'array', items: { type: 'string', maxLength: 4096 } });
});

/** A body of the described form. */
function bodyFor(schema: string, example: unknown): string {
  const bodies: Readonly<Record<string, unknown>> = {
    BatchRequest: { requests: [{ id: '1', method: 'GET', url: '$metadata' }] },
    Delta: { '@context': '#$delta', value: [] },
  };
  return JSON.stringify(bodies[/Delta$|BatchRequest$/.exec(schema)?.[0] ?? ''] ?? example);
}

describe('the service', () => {
  const [, model] = documentedModels[1]!;
  const document = built(model);
  let app: StartedApp;
  beforeAll(async () => (app = await startInProcess({ model })));
  afterAll(async () => await app.stop());

  const requests = operationsIn(document).filter(([path]) => path.startsWith('/v1.0'));
  const json = { 'Content-Type': 'application/json' };
  const given: Readonly<Record<string, string>> = { period: 'D7', version: 'v2', date: '2022-10-25' };

  const exampleOf = (type: string): unknown => document.components.examples[type]?.value;
  async function store(type: string, id: string): Promise<void> {
    const body = JSON.stringify(exampleOf(type));
    await app.fetch(`/v1.0/${type}('${id}')`, { method: 'PUT', headers: json, body });
  }

  test.each(requests)('answers %s %s as it is described', async (template, method, operation) => {
    const type = model.find(({ name }) => template.includes(name));
    const example = exampleOf(type?.name ?? '');
    const { id, headers } = await storedExample(app, type, example);
    const path = template.replace(/\{(\w+)\}/g, (_whole, name: string) => ({ ...given, id })[name] ?? '');
    const [content] = Object.entries(operation.requestBody?.content ?? {});
    const response = await app.fetch(path, {
      method: method.toUpperCase(),
      headers: { ...headers, ...(content && { 'Content-Type': content[0] }) },
      ...(content && { body: bodyFor(content[1].schema.$ref ?? '', example) }),
    });
    // Read to its end: so many CSV answers are sent at a time, and one that nobody reads stays among them.
    await response.arrayBuffer();
    expect(Object.keys(operation.responses).filter((status) => status < '300')).toContain(String(response.status));
  });

  test.each(furtherRequests(model[0]!))(
    'answers what is told in words: $method $path',
    async ({ method, path, body }) => {
      expect(document.info.description).toContain(`\`${method} /v1.0/${path}\``);
      await store(model[0]!.name, exampleId);
      const isText = typeof body === 'string';
      const response = await app.fetch(`/v1.0/${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { headers: isText ? { 'Content-Type': 'text/plain' } : json, body: isText ? body : JSON.stringify(body) }),
      });
      expect(response.status).toBe(200);
    },
  );
});
