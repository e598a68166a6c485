/**
 * What the metadata says of the service is true: each claim carries a request, which is sent here.
 * https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Capabilities.V1.html
 */
import type { EntityType } from '../../shared/edm/entityType.ts';
import { capabilities } from '../../shared/represent/metadata/capabilities.ts';
import type { Probe } from '../../shared/represent/metadata/capability.ts';
import { reportPeriods } from '../../shared/represent/metadata/functionCapabilities.ts';
import { documentedModels } from '../support/documentedModels.ts';
import { everyOperation } from '../support/everyOperation.ts';
import { startInProcess } from '../support/inProcess.ts';
import { newId } from '../support/reports.ts';
import { sampled } from '../support/sampled.ts';
import type { StartedApp } from '../support/testApp.ts';

/** Claims that no single request shows, and where they are shown instead. */
const shownElsewhere: Readonly<Record<string, string>> = {
  'Capabilities.ConformanceLevel': 'the whole of tests/conformance',
  'Capabilities.SupportedFormats': 'the test of formats below',
  'Capabilities.AcceptableEncodings': 'the test of encodings below',
  'Capabilities.AnnotationValuesInQuerySupported': 'there is no instance annotation that could be asked for',
  'Capabilities.DeepInsertSupport/Supported': 'no entity type has a navigation property',
  'Capabilities.DeepInsertSupport/ContentIDSupported': 'no entity type has a navigation property',
  'Capabilities.DeepUpdateSupport': 'no entity type has a navigation property',
  'Capabilities.DefaultCapabilities/UpdateRestrictions/UpdateMethod': 'the test of methods below',
  'Capabilities.NavigationRestrictions/Navigability': 'the paths of the other claims of the singleton',
  'Capabilities.ExpandRestrictions/MaxLevels': 'the entity types behind it have no navigation property',
  'Capabilities.BatchSupport/@Core.LongDescription': 'tests of atomic groups',
  'Capabilities.BatchSupport/ReferencesInRequestBodiesSupported': 'no body holds a reference',
  'Capabilities.BatchSupport/ReferencesAcrossChangeSetsSupported': 'tests of the multipart format',
  'Capabilities.BatchSupport/EtagReferencesSupported': 'says that something is not offered',
  'Capabilities.BatchSupport/SupportedFormats': 'tests of both formats',
};

interface NamedProbe {
  readonly name: string;
  readonly probe: Probe;
}

/** The requests that show the claims; what holds for every set is asked of each. */
function probesOf(model: readonly EntityType[]): readonly NamedProbe[] {
  return capabilities(model).flatMap(({ target, term, claims }) =>
    Object.entries(claims).flatMap(([name, { probe, value }]) => {
      if (probe === undefined) return [];
      const title = `${target} ${term} ${name} ${typeof value === 'boolean' ? value : ''}`;
      if (!probe.path.includes('{set}')) return [{ name: title, probe }];
      // The register of persons to forget has its own tests, of who may reach it.
      const open = model.filter(({ isRegister }) => isRegister !== true);
      return open.map((type) => ({
        name: `${title} of ${type.name}`,
        probe: { ...probe, path: probe.path.replace('{set}', type.name) },
      }));
    }),
  );
}

const role = { claims: { scp: undefined, idtyp: 'app', roles: ['Reports.Forget.All'] } };

async function send(app: StartedApp, probe: Probe): Promise<Response> {
  const id = newId();
  const entity = /(?<![A-Za-z0-9])([A-Za-z0-9]+)(?:\('|\/)\{id\}/.exec(probe.path)?.[1];
  if (entity !== undefined) {
    await app.fetch(`/v1.0/${entity}('${id}')`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
  }
  const path = probe.path.replace('{id}', id).replace('{new}', newId()).replaceAll(' ', '%20').replaceAll('"', '%22');
  const isText = typeof probe.body === 'string';
  const contentType = isText ? 'text/plain' : 'application/json';
  return await app.fetch(`/v1.0/${path}`, {
    method: probe.method,
    headers: {
      ...(probe.body === undefined ? {} : { 'Content-Type': contentType }),
      ...(probe.path.startsWith('forgetRequests') && { Authorization: `Bearer ${app.sign(role)}` }),
      ...probe.headers,
    },
    ...(probe.body === undefined ? {} : { body: isText ? probe.body : JSON.stringify(probe.body) }),
  });
}

describe.each(documentedModels)('%s', (_name, model) => {
  let app: StartedApp;
  beforeAll(async () => (app = await startInProcess({ model })));
  afterAll(async () => await app.stop());

  test.each(sampled(probesOf(model), 1000))('$name', async ({ probe }) => {
    expect([probe.path, (await send(app, probe)).status]).toEqual([probe.path, probe.status]);
  });

  test('every claim is shown by a request, or it is said where', () => {
    const bare = capabilities(model).flatMap(({ term, claims }) =>
      Object.entries(claims).flatMap(([name, { probe }]) =>
        probe === undefined ? [name === '' ? term : `${term}/${name}`] : [],
      ),
    );
    expect(bare.filter((name) => shownElsewhere[name] === undefined)).toEqual([]);
  });

  test('entities are updated by the methods that are named and no others', async () => {
    const defaults = capabilities(model).find(({ term }) => term === 'Capabilities.DefaultCapabilities');
    const method = defaults?.claims['UpdateRestrictions/UpdateMethod']?.value;
    expect(method).toEqual({ enumType: 'Capabilities.HttpMethod', members: ['PATCH', 'PUT'] });
    const path = "office365ActiveUserCounts('{id}')";
    for (const [verb, status] of [
      ['PATCH', 200],
      ['PUT', 200],
      ['POST', 405],
    ] as const) {
      expect((await send(app, { method: verb, path, body: {}, status })).status).toBe(status);
    }
  });

  test('every format that is named can be had', async () => {
    const formats = capabilities(model).find(({ term }) => term === 'Capabilities.SupportedFormats')?.value;
    for (const format of formats as readonly string[]) {
      if (format === 'text/csv') continue;
      const probe = {
        method: 'GET',
        path: "office365ActiveUserCounts('{id}')",
        headers: { Accept: format },
      } as const;
      const response = await send(app, { ...probe, status: 200 });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe(format);
    }
  });

  test('every encoding that is named is taken', async () => {
    const encodings = capabilities(model).find(({ term }) => term === 'Capabilities.AcceptableEncodings')?.value;
    expect(encodings).toEqual(['gzip']);
    const { gzipSync } = await import('node:zlib');
    const response = await app.fetch('/v1.0/office365ActiveUserCounts', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      body: gzipSync('{}'),
    });
    expect(response.status).toBe(201);
  });
});

test('the periods that are named are the ones the report functions take', async () => {
  const { Meter } = await import('../../shared/expression/cost/meter.ts');
  const { bindReportFunction } = await import('../../shared/bind/path/bindReportFunction.ts');
  const model = documentedModels[0]![1];
  const name = model[0]!.reportFunction!.name;
  const call = (period: string): unknown => {
    const value = { kind: 'literal', form: 'string', text: period, at: 0 } as const;
    const context = { model, serviceRoot: 'https://reports.example/v1.0/', now: 0, meter: new Meter() };
    return bindReportFunction(name, [{ name: 'period', value, at: 0 }], { options: [], context });
  };
  for (const period of reportPeriods(model[0]!.reportFunction!))
    expect(call(period)).toMatchObject({ arguments: { period } });
  for (const period of ['D1', 'D0', 'D365', '7', 'd7']) expect(() => call(period)).toThrow(/D7/);
});

test('with every operation nothing is denied that the contract has', async () => {
  const whole = await everyOperation(
    async () => (await import('../../shared/represent/metadata/capabilities.ts')).capabilities,
  );
  const denied = whole(documentedModels[0]![1].slice(0, 1)).flatMap(({ term, claims }) =>
    Object.entries(claims).flatMap(([name, { value }]) => (value === false ? [`${term} ${name}`.trim()] : [])),
  );
  expect(denied).toEqual([
    'Capabilities.AsynchronousRequestsSupported',
    'Capabilities.CrossJoinSupported',
    'Capabilities.AnnotationValuesInQuerySupported',
    'Capabilities.ModificationQueryOptions ExpandSupported',
    'Capabilities.ModificationQueryOptions SelectSupported',
    'Capabilities.ModificationQueryOptions ComputeSupported',
    'Capabilities.ModificationQueryOptions FilterSupported',
    'Capabilities.ModificationQueryOptions SearchSupported',
    'Capabilities.ModificationQueryOptions SortSupported',
    'Capabilities.DeepInsertSupport Supported',
    'Capabilities.DeepInsertSupport ContentIDSupported',
    'Capabilities.BatchSupport ReferencesInRequestBodiesSupported',
    'Capabilities.DefaultCapabilities UpdateRestrictions/FilterSegmentSupported',
    'Capabilities.DefaultCapabilities UpdateRestrictions/TypecastSegmentSupported',
    'Capabilities.DefaultCapabilities DeleteRestrictions/FilterSegmentSupported',
    'Capabilities.DefaultCapabilities DeleteRestrictions/TypecastSegmentSupported',
    'Capabilities.DefaultCapabilities ExpandRestrictions/Expandable',
    'Capabilities.DefaultCapabilities OperationRestrictions/FilterSegmentSupported',
    'Capabilities.UpdateRestrictions Updatable',
    'Capabilities.DeleteRestrictions Deletable',
  ]);
});
