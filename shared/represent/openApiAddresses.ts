import { singleton } from '../bind/qualifiedName.ts';
import type { Resource, ResourceKind } from '../bind/resource.ts';
import type { EntityType, ReportFunction } from '../edm/entityType.ts';
import { parameter } from './openApiParameters.ts';
import { reportPeriods } from './functionCapabilities.ts';

type Json = Readonly<Record<string, unknown>>;

/** One address of the service and what it stands for. */
export interface OpenApiAddress {
  /** Below `/v1.0`, with templates. */
  readonly path: string;
  /** What a request to it addresses; its values stand for any. */
  readonly resource: Resource;
  readonly parameters: readonly Json[];
  /** Absent for what belongs to the service as a whole. */
  readonly type?: EntityType;
}

function pathParameter(name: string, description: string, schema: Json, example?: string): Json {
  return { name, in: 'path', required: true, description, schema, ...(example !== undefined && { example }) };
}

const functionParameters = {
  period: (called: ReportFunction): Json =>
    pathParameter('period', 'The days the report covers.', { enum: reportPeriods(called) }, 'D7'),
  date: (): Json => pathParameter('date', 'The day of the report.', { type: 'string', format: 'date' }, '2022-10-25'),
};

/** The addresses of single properties; each stands for all properties it can be used with. */
function propertyAddresses(type: EntityType, entityPath: string): readonly OpenApiAddress[] {
  const names = Object.keys(type.properties);
  const isCollection = (name: string): boolean => type.properties[name]?.collection === true;
  const address = (kind: 'property' | 'propertyValue' | 'propertyCount', path: string, which: readonly string[]) => {
    const name = which[0] ?? '';
    const property = type.properties[name];
    const resource: Resource = { kind, type, key: '', name, ...(property && { property }) };
    const choice = pathParameter('property', 'The name of the property.', { enum: which });
    return which.length === 0
      ? []
      : [{ path: entityPath + path, resource, parameters: [parameter('id'), choice], type }];
  };
  return [
    ...address('property', '/{property}', names),
    ...address(
      'propertyValue',
      '/{property}/$value',
      names.filter((name) => !isCollection(name)),
    ),
    ...address('propertyCount', '/{property}/$count', names.filter(isCollection)),
  ];
}

/** The addresses of an entity set and its entities, by both key conventions (URL Conventions 4.01, 4.3). */
function setAddresses(type: EntityType, prefix: string): readonly OpenApiAddress[] {
  const set = `${prefix}/${type.name}`;
  const filters = [] as const;
  const target: Resource = { kind: 'entitySet', type, filters };
  const ofSet = [
    { path: set, resource: target },
    { path: `${set}/$count`, resource: { kind: 'count', type, filters } },
    { path: `${set}/$ref`, resource: { kind: 'references', type, filters } },
    { path: `${set}/delta`, resource: { kind: 'delta', type } },
    { path: `${set}/delta/$count`, resource: { kind: 'deltaCount', type } },
    { path: `${set}/$query`, resource: { kind: 'query', target } },
  ] as const;
  const ofEntity = [`${set}('{id}')`, `${set}/{id}`].flatMap((path) => [
    { path, resource: { kind: 'entity', type, key: '' } as const, parameters: [parameter('id')], type },
    {
      path: `${path}/$ref`,
      resource: { kind: 'reference', type, key: '' } as const,
      parameters: [parameter('id')],
      type,
    },
    ...propertyAddresses(type, path),
  ]);
  return [...ofSet.map((address) => ({ ...address, parameters: [], type })), ...ofEntity];
}

function functionAddresses(type: EntityType): readonly OpenApiAddress[] {
  const { reportFunction } = type;
  if (reportFunction === undefined) return [];
  const { name: called, parameters: allowed } = reportFunction;
  return (allowed.length === 0 ? [undefined] : allowed).flatMap((name) => {
    const value = name === 'period' ? `'{${name}}'` : `{${name ?? ''}}`;
    const path = `/${singleton.name}/${called}(${name === undefined ? '' : `${name}=${value}`})`;
    const part = { type, arguments: name === undefined ? {} : { [name]: '' }, filters: [] };
    const parameters = name === undefined ? [] : [functionParameters[name](reportFunction)];
    return [
      { path, resource: { kind: 'reportFunction', ...part }, parameters, type },
      { path: `${path}/$count`, resource: { kind: 'reportFunctionCount', ...part }, parameters, type },
      { path: `${path}/$ref`, resource: { kind: 'reportFunctionReferences', ...part }, parameters, type },
    ] as const;
  });
}

function serviceAddress(
  path: string,
  kind: Extract<ResourceKind, 'serviceDocument' | 'metadata' | 'batch' | 'singleton'>,
) {
  return { path, resource: { kind }, parameters: [] };
}

/** Every address below the service root, whether or not there is an operation on it yet. */
export function openApiAddresses(model: readonly EntityType[]): readonly OpenApiAddress[] {
  const below = `/${singleton.name}`;
  return [
    serviceAddress('', 'serviceDocument'),
    serviceAddress('/$metadata', 'metadata'),
    serviceAddress('/$batch', 'batch'),
    ...model.flatMap((type) => setAddresses(type, '')),
    serviceAddress(below, 'singleton'),
    ...model.flatMap(functionAddresses),
    ...model.flatMap((type) => setAddresses(type, below)),
  ];
}
