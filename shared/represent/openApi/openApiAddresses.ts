import { singleton } from '../../bind/bound/qualifiedName.ts';
import type { Resource, ResourceKind } from '../../bind/bound/resource.ts';
import type { EntityType, ReportFunction } from '../../edm/entityType.ts';
import { parameter } from './openApiParameters.ts';
import { reportPeriods } from '../metadata/functionCapabilities.ts';
import { reportOverloads, type ReportParameter } from '../metadata/reportOverloads.ts';

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

const functionParameters: Readonly<Record<ReportParameter, (called: ReportFunction, hasVersion: boolean) => Json>> = {
  period: (called, hasVersion) => {
    const values = hasVersion ? reportPeriods(called) : called.periods;
    return pathParameter('period', 'The days the report covers.', { type: 'string', enum: values }, 'D7');
  },
  version: ({ versions = {} }) => {
    const values = Object.keys(versions);
    return pathParameter('version', 'The version of the report.', { type: 'string', enum: values }, values.at(-1));
  },
  date: () => pathParameter('date', 'The day of the report.', { type: 'string', format: 'date' }, '2022-10-25'),
};

/** The addresses of an entity set and of its entities. */
function setAddresses(type: EntityType): readonly OpenApiAddress[] {
  const set = `/${type.name}`;
  return [
    { path: set, resource: { kind: 'entitySet', type, filters: [] }, parameters: [], type },
    {
      path: `${set}('{id}')`,
      resource: { kind: 'entity', type, key: '' },
      parameters: [parameter('id')],
      type,
    },
  ];
}

function functionAddresses(type: EntityType): readonly OpenApiAddress[] {
  const { reportFunction } = type;
  if (reportFunction === undefined) return [];
  const { name: called, root } = reportFunction;
  return reportOverloads(reportFunction).map((names) => {
    const given = names.map((name) => (name === 'date' ? `${name}={${name}}` : `${name}='{${name}}'`));
    return {
      path: `/${root}/${called}(${given.join(',')})`,
      resource: {
        kind: 'reportFunction',
        type,
        arguments: Object.fromEntries(names.map((name) => [name, ''])),
        filters: [],
      },
      parameters: names.map((name) => functionParameters[name](reportFunction, names.includes('version'))),
      type,
    };
  });
}

function serviceAddress(
  path: string,
  kind: Extract<ResourceKind, 'serviceDocument' | 'metadata' | 'batch' | 'singleton'>,
) {
  return { path, resource: { kind }, parameters: [] };
}

/**
 * The addresses below the service root that are described one by one: those of the service, and of each type the set, the
 * entity and the report function. What else each set has is said once, in `openApiWords`.
 */
export function openApiAddresses(model: readonly EntityType[]): readonly OpenApiAddress[] {
  return [
    serviceAddress('', 'serviceDocument'),
    serviceAddress('/$metadata', 'metadata'),
    serviceAddress('/$batch', 'batch'),
    ...model.flatMap(setAddresses),
    serviceAddress(`/${singleton.name}`, 'singleton'),
    ...model.flatMap(functionAddresses),
  ];
}
