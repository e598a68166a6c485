/**
 * What the metadata document declares.
 * https://docs.oasis-open.org/odata/odata-csdl-json/v4.01/odata-csdl-json-v4.01.html
 */
import type { EntityType } from '../../shared/edm/entityType.ts';
import { registerName } from '../../shared/forget/registerName.ts';
import { operationsOf } from '../../shared/operations/operationTable.ts';
import { writeCsdlJson } from '../../shared/represent/metadata/writeCsdlJson.ts';
import { writeCsdlXml } from '../../shared/represent/metadata/writeCsdlXml.ts';
import { documentedModels } from '../support/documentedModels.ts';
import { everyOperation } from '../support/everyOperation.ts';

const model = documentedModels[0]![1];
const rich = documentedModels[1]![1];
const whole = async (): Promise<typeof writeCsdlJson> =>
  await everyOperation(async () => (await import('../../shared/represent/metadata/writeCsdlJson.ts')).writeCsdlJson);

/** As much of the form of the schema as the tests look into. */
interface Schema {
  readonly [name: string]: Readonly<Record<string, unknown>> | undefined;
  readonly entity: Readonly<Record<string, unknown>>;
  readonly office365ActiveUserCounts: Readonly<Record<string, unknown>>;
  readonly GraphService: { readonly $Kind: string; readonly reports: Readonly<Record<string, unknown>> };
}

interface Overload {
  readonly $EntitySetPath?: string;
  readonly $Parameter: readonly object[];
}

function schemaOf(types: readonly EntityType[], write = writeCsdlJson): Schema {
  return (JSON.parse(write(types)) as Readonly<Record<string, Schema>>)['microsoft.graph']!;
}

const overloads = (schema: Schema, name: string): readonly Overload[] => schema[name] as unknown as readonly Overload[];

describe('the schema', () => {
  const schema = schemaOf(model);

  test('has the namespace and container of Microsoft Graph, and no alias', () => {
    expect(schema['$Alias']).toBeUndefined();
    expect(writeCsdlXml(model)).not.toMatch(/Alias="graph"|["(]graph\./);
    const { $EntityContainer } = JSON.parse(writeCsdlJson(model)) as { $EntityContainer: string };
    expect($EntityContainer).toBe('microsoft.graph.GraphService');
    expect(schema.GraphService.$Kind).toBe('EntityContainer');
  });

  test('declares the key in every type, that of the singleton too: the base type is a name alone', () => {
    expect(schema.entity).toEqual({ $Kind: 'EntityType', $Abstract: true });
    for (const name of [...model.map((type) => type.name), 'reportRoot']) {
      expect(schema[name]).toMatchObject({
        $BaseType: 'microsoft.graph.entity',
        $Key: ['id'],
        id: { $MaxLength: 255 },
      });
    }
    expect(writeCsdlXml(model)).toContain('<EntityType Name="entity" Abstract="true"/>');
  });

  test('annotations stand inside the elements they are about', () => {
    expect(schema['$Annotations']).toBeUndefined();
    expect(writeCsdlXml(rich)).not.toContain('<Annotations');
    expect(schema.office365ActiveUserCounts['teams']).toMatchObject({
      '@Core.Description': model.find(({ name }) => name === 'office365ActiveUserCounts')!.properties['teams']!
        .description,
    });
  });

  test('every type and property has a name for people, and every number what it measures', () => {
    for (const { name, title, properties } of model) {
      expect(schema[name]).toMatchObject({ '@Common.Label': title });
      for (const [property, { label, measure, unit = 'count' }] of Object.entries(properties)) {
        const isPlain = ['count', 'duration'].includes(unit);
        const notes = (schema[name]?.[property] ?? {}) as Readonly<Record<string, unknown>>;
        expect([name, property, notes['@Common.Label'], notes['@reports.measure'], notes['@Measures.Unit']]).toEqual([
          name,
          property,
          label,
          measure,
          isPlain ? undefined : unit,
        ]);
      }
    }
    expect(schema.office365ActiveUserCounts['office365']).toMatchObject({
      '@Common.Label': 'Any service',
      '@reports.measure': 'distinct',
    });
  });

  test('the terms of its own are declared, each with a description', () => {
    const { reports } = JSON.parse(writeCsdlJson(model)) as { reports: object };
    const description = { '@Core.Description': expect.any(String) as string };
    expect(reports).toEqual({
      measure: { $Kind: 'Term', $AppliesTo: ['Property'], ...description },
      outcome: { $Kind: 'Term', ...description },
    });
    const words = [
      ...new Set(model.flatMap(({ properties }) => Object.values(properties).map((each) => each.measure))),
    ];
    for (const word of words) if (word) expect(JSON.stringify(reports)).toContain(` ${word}, `);
  });

  test('what holds for every entity set is said once', () => {
    const { GraphService } = schema;
    expect(GraphService).toHaveProperty(
      ['@Capabilities.DefaultCapabilities', 'UpdateRestrictions', 'Upsertable'],
      true,
    );
    expect(GraphService).toHaveProperty(['office365ActiveUserCounts'], {
      $Collection: true,
      $Type: 'microsoft.graph.office365ActiveUserCounts',
    });
    expect(GraphService).toHaveProperty(
      ['office365ActiveUserDetail', '@Capabilities.SortRestrictions', 'NonSortableProperties'],
      ['assignedProducts'],
    );
  });

  test('a type of ten properties adds at most 5,000 bytes, and all of them less than 450 kB', () => {
    const type = model.find(({ name }) => name === 'office365ActiveUserCounts');
    const further = { ...type!, name: 'office365FurtherUserCounts' };
    const added = writeCsdlXml([...model, further]).length - writeCsdlXml(model).length;
    expect(added).toBeGreaterThan(2000);
    expect(added).toBeLessThanOrEqual(5000);
    expect(Buffer.byteLength(writeCsdlXml(model))).toBeLessThan(450_000);
    expect(Buffer.byteLength(writeCsdlJson(model))).toBeLessThan(450_000);
  });

  test('declares the properties in documented order, nullable, with their facets', () => {
    const properties = schema.office365ActiveUserCounts;
    expect(Object.keys(properties).filter((name) => /^\w+$/.test(name))).toEqual([
      'id',
      'reportRefreshDate',
      'office365',
      'exchange',
      'oneDrive',
      'sharePoint',
      'skypeForBusiness',
      'yammer',
      'teams',
      'reportDate',
      'reportPeriod',
    ]);
    expect(properties['reportDate']).toMatchObject({ $Type: 'Edm.Date', $Nullable: true });
    expect(properties['teams']).toMatchObject({ $Type: 'Edm.Int64', $Nullable: true });
    expect(properties['reportPeriod']).toMatchObject({ $Nullable: true, $MaxLength: 4096 });
  });

  test('a collection is never null and holds no null; a MaxLength of its own is kept', () => {
    const samples = schemaOf(rich)['samples'];
    expect(samples?.['names']).toMatchObject({ $Collection: true, $MaxLength: 4096 });
    expect(samples?.['code']).toMatchObject({ $Nullable: true, $MaxLength: 12 });
    expect(samples?.['flag']).toMatchObject({ $Type: 'Edm.Boolean', $Nullable: true });
    expect(writeCsdlXml(rich)).toContain(
      '<Property Name="names" Type="Collection(Edm.String)" Nullable="false" MaxLength="4096">',
    );
  });

  test('the entities below the singleton are those of the entity sets', () => {
    expect(schema['reportRoot']?.['office365ActiveUserCounts']).toEqual({
      $Kind: 'NavigationProperty',
      $Collection: true,
      $Type: 'microsoft.graph.office365ActiveUserCounts',
    });
    expect(schema.GraphService.reports['$NavigationPropertyBinding']).toEqual(
      // The register of the persons to forget is its own set alone.
      Object.fromEntries(model.filter(({ name }) => name !== registerName).map(({ name }) => [name, name])),
    );
  });
});

describe('functions', () => {
  test('are declared when the service has them', async () => {
    const complete = schemaOf(model, await whole());
    expect(overloads(complete, 'getOffice365ActiveUserCounts')).toEqual([
      {
        '@Core.Description': expect.any(String),
        $Kind: 'Function',
        $IsBound: true,
        $IsComposable: true,
        $Parameter: [
          { $Name: 'bindingParameter', $Type: 'microsoft.graph.reportRoot' },
          { $Name: 'period', '@Validation.Pattern': '^(D7|D30|D90|D180)$' },
        ],
        $ReturnType: { $Collection: true, $Type: 'microsoft.graph.office365ActiveUserCounts' },
      },
    ]);
    // A report with a row for each day is computed: what is in no set has no path to one.
    for (const { name, shape, reportFunction } of model) {
      if (reportFunction === undefined) continue;
      const path = shape === 'series' ? undefined : `bindingParameter/${name}`;
      for (const overload of overloads(complete, reportFunction.name)) expect(overload.$EntitySetPath).toBe(path);
    }
    expect(overloads(complete, 'delta')[0]?.$Parameter).toEqual([
      { $Name: 'bindingParameter', $Collection: true, $Type: `microsoft.graph.${model[0]?.name ?? ''}` },
    ]);
  });

  test('have one overload per parameter and per entity set', async () => {
    const complete = schemaOf(rich, await whole());
    const parameters = overloads(complete, 'getDetailSamples').map(({ $Parameter }) => $Parameter[1]);
    expect(parameters).toMatchObject([{ $Name: 'period' }, { $Name: 'date', $Type: 'Edm.Date' }]);
    expect(overloads(complete, 'delta')).toHaveLength(rich.length);
  });

  test('are not declared as long as they are not built', () => {
    const schema = schemaOf(model);
    expect(schema['delta'] !== undefined).toBe(operationsOf('delta').GET !== undefined);
    expect(schema['getOffice365ActiveUserCounts'] !== undefined).toBe(operationsOf('reportFunction').GET !== undefined);
  });
});

test('the XML says the version of the answer it is sent in', () => {
  expect(writeCsdlXml(model)).toContain('Version="4.0"');
  expect(writeCsdlXml(model, '4.01')).toContain('Version="4.01"');
});

test('no two names differ by case only', () => {
  const check = (object: object): void => {
    const names = Object.keys(object);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const value of Object.values(object)) if (typeof value === 'object' && value !== null) check(value as object);
  };
  check(schemaOf(rich));
});
