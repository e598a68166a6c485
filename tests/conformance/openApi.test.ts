/**
 * The OpenAPI document describes what the service does, no more and no less.
 * https://spec.openapis.org/oas/v3.1.0
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { operationTable } from '../../shared/operations/operationTable.ts';
import { openApiOperations } from '../../shared/represent/openApiOperations.ts';
import { writeOpenApi } from '../../shared/represent/writeOpenApi.ts';
import { documentedModels } from '../support/documentedModels.ts';
import { everyOperation } from '../support/everyOperation.ts';
import { startInProcess } from '../support/inProcess.ts';
import type { StartedApp } from '../support/testApp.ts';

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly { readonly $ref?: string; readonly name?: string; readonly in?: string }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
  };
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly tags: readonly { readonly name: string }[];
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties: Readonly<Record<string, unknown>> }>>;
    readonly parameters: Readonly<Record<string, { readonly name: string; readonly in: string }>>;
    readonly examples: Readonly<Record<string, { readonly value: Readonly<Record<string, unknown>> }>>;
    readonly securitySchemes: Readonly<Record<string, { readonly flows?: object }>>;
  };
}

const client = '11111111-1111-4111-8111-111111111111';
const authority = 'https://login.microsoftonline.com/contoso';
const settings = {
  publicUrl: 'https://reports.example',
  auth: { authority, audiences: [client], tenants: [], clients: [] },
};

const built = (model: readonly EntityType[]): Document => JSON.parse(writeOpenApi(model, settings)) as Document;

async function whole(model: readonly EntityType[]): Promise<Document> {
  const write = await everyOperation(async () => (await import('../../shared/represent/writeOpenApi.ts')).writeOpenApi);
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
    test('every reference leads somewhere and every component is used', async () => {
      const document = await load(model);
      const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, path = '']) => path);
      expect(references.filter((path) => resolve(document, path) === undefined)).toEqual([]);
      const sections = Object.entries(document.components).filter(([section]) => section !== 'securitySchemes');
      const names = sections.flatMap(([section, all]) =>
        Object.keys(all).map((name) => `#/components/${section}/${name}`),
      );
      expect(names.filter((name) => !references.includes(name))).toEqual([]);
    });

    test('operation ids are unique, tags are declared', async () => {
      const document = await load(model);
      const ids = operationsIn(document).map(([, , { operationId }]) => operationId);
      expect(new Set(ids).size).toBe(ids.length);
      const tags = document.tags.map(({ name }) => name);
      expect(
        operationsIn(document).flatMap(([, , operation]) => operation.tags.filter((tag) => !tags.includes(tag))),
      ).toEqual([]);
    });

    test('every template of a path is a parameter, and the other way round', async () => {
      const document = await load(model);
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

    test('the examples are valid by their schemas', async () => {
      const document = await load(model);
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

test('the operations are those of the table of operations', () => {
  const document = built(documentedModels[1]![1]);
  const described = new Set(
    operationsIn(document)
      .filter(([path]) => path.startsWith('/v1.0'))
      .map(([, method, { operationId }]) => {
        const kinds = Object.keys(openApiOperations).filter((kind) => operationId.split('.').includes(kind));
        return `${kinds.join()} ${method.toUpperCase()}`;
      }),
  );
  const table = Object.entries(operationTable).flatMap(([kind, methods]) =>
    Object.keys(methods).map((method) => `${kind} ${method}`),
  );
  // A POST to /$query is the GET of what stands before it.
  if (operationTable.entitySet?.GET !== undefined) table.push('query POST');
  expect([...described].sort()).toEqual(table.sort());
});

test('the whole contract has its addresses', async () => {
  const { paths } = await whole(documentedModels[0]![1]);
  for (const below of ['/v1.0', '/v1.0/reports']) {
    const set = `${below}/office365ActiveUserCounts`;
    expect(Object.keys(paths[set] ?? {})).toEqual(['get', 'post', 'patch']);
    for (const segment of ['/$count', '/delta', '/$query']) expect(paths[set + segment]).toBeDefined();
    for (const entity of [`${set}('{id}')`, `${set}/{id}`]) {
      expect(Object.keys(paths[entity] ?? {})).toEqual(['get', 'patch', 'put', 'delete']);
      expect(paths[`${entity}/{property}/$value`]).toBeDefined();
    }
  }
  for (const path of [
    '',
    '/$metadata',
    '/$batch',
    '/reports',
    "/reports/getOffice365ActiveUserCounts(period='{period}')",
  ]) {
    expect(paths[`/v1.0${path}`]).toBeDefined();
  }
});

test('both permissions are asked for, as a user and as an application', () => {
  const document = built(documentedModels[0]![1]);
  const item = document.paths['/v1.0/office365ActiveUserCounts/{id}']!;
  const scopes = (operation: Operation | undefined): readonly unknown[] => operation?.security.map((way) => way) ?? [];
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
    Property: { value: null },
    BatchRequest: { requests: [{ id: '1', method: 'GET', url: '$metadata' }] },
    Delta: { '@context': '#$delta', value: [] },
  };
  return schema === '' ? String(example) : JSON.stringify(bodies[schema.split(/[/.]/).at(-1) ?? ''] ?? example);
}

describe('the service', () => {
  const [, model] = documentedModels[1]!;
  const document = built(model);
  let app: StartedApp;
  beforeAll(async () => (app = await startInProcess({ model })));
  afterAll(async () => await app.stop());

  const requests = operationsIn(document).filter(([path]) => path.startsWith('/v1.0'));

  test.each(requests)('answers %s %s as it is described', async (template, method, operation) => {
    const type = model.find(({ name }) => template.includes(name));
    const choice = operation.parameters?.find(({ name }) => name === 'property') as
      { schema: { enum: readonly string[] } } | undefined;
    const path = template
      .replace('{id}', 'an-id')
      .replace('{property}', choice?.schema.enum[0] ?? '')
      .replace('{period}', 'D7')
      .replace('{date}', '2022-10-25');
    const example = document.components.examples[type?.name ?? '']?.value;
    const text = template.endsWith('/$query') ? '$top=10' : '2022-10-25';
    const json = { 'Content-Type': 'application/json' };
    await app.fetch(`/v1.0/${type?.name ?? ''}('an-id')`, {
      method: 'PUT',
      headers: json,
      body: JSON.stringify(example),
    });
    const content = Object.entries(operation.requestBody?.content ?? {})[0];
    const response = await app.fetch(path, {
      method: method.toUpperCase(),
      ...(content && {
        headers: { 'Content-Type': content[0] },
        body: bodyFor(content[1].schema.$ref ?? '', content[0] === 'text/plain' ? text : example),
      }),
    });
    expect([200, 201, 204]).toContain(response.status);
    expect(Object.keys(operation.responses)).toContain(String(response.status));
  });
});
