import { qualifiedName, singleton } from '../../bind/bound/qualifiedName.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { hasOperation } from './capability.ts';
import { reportOverloads } from './reportOverloads.ts';

/** A parameter of a function; the first one is the binding parameter. */
export interface CsdlParameter {
  readonly name: string;
  /** Qualified, `Collection(...)` for a collection. */
  readonly type: string;
}

/** An overload of a function bound to the singleton or to an entity set (CSDL 4.01, section 12). No value is null. */
export interface CsdlFunction {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly [CsdlParameter, ...CsdlParameter[]];
  readonly returnType: string;
  /** Where the entities it returns belong, relative to the binding parameter (CSDL 4.01, 12.6); absent for rows in no set. */
  readonly entitySetPath?: string;
  readonly isComposable: boolean;
}

/** Type of a collection of entities of a type. */
function collectionOf(type: EntityType): string {
  return `Collection(${qualifiedName(type.name)})`;
}

const bindingParameter = 'bindingParameter';

/** What a call returns: of a report with a row for each day, and of one that is the state of a date. */
const descriptions = {
  view: 'The days of the period, newest first: computed, in no set.',
  none: 'The state of the newest refresh date.',
  period: 'The state of the newest refresh date of the period.',
  date: 'The state of a refresh date, of its shortest period.',
};

const parameterTypes = { period: 'Edm.String', date: 'Edm.Date', version: 'Edm.String' } as const;

/** The report functions of Microsoft Graph with all their overloads. */
function reportFunctions(type: EntityType): readonly CsdlFunction[] {
  const { reportFunction } = type;
  if (reportFunction === undefined || !hasOperation('reportFunction', 'GET')) return [];
  const isView = type.shape === 'series';
  return reportOverloads(reportFunction).map((parameters) => ({
    name: reportFunction.name,
    description: descriptions[isView ? 'view' : (parameters.find((name) => name !== 'version') ?? 'none')],
    parameters: [
      { name: bindingParameter, type: qualifiedName(singleton.typeName) },
      ...parameters.map((name) => ({ name, type: parameterTypes[name] })),
    ],
    returnType: collectionOf(type),
    ...(isView ? {} : { entitySetPath: `${bindingParameter}/${type.name}` }),
    isComposable: true,
  }));
}

/** Change tracking in the spelling of Microsoft Graph, one overload per entity set. */
export function deltaFunction(type: EntityType): CsdlFunction {
  return {
    name: 'delta',
    description: 'Changes since a delta link.',
    parameters: [{ name: bindingParameter, type: collectionOf(type) }],
    returnType: collectionOf(type),
    entitySetPath: bindingParameter,
    isComposable: false,
  };
}

/** Path of an overload as target of annotations: its name and the types of all its parameters (CSDL 4.01, 14.2.1). */
export function overloadPath({ name, parameters }: CsdlFunction): string {
  return `${qualifiedName(name)}(${parameters.map(({ type }) => type).join(',')})`;
}

/** The functions the service has, by what stands in its table of operations. */
export function csdlFunctions(model: readonly EntityType[]): readonly CsdlFunction[] {
  return [...model.flatMap(reportFunctions), ...(hasOperation('delta', 'GET') ? model.map(deltaFunction) : [])];
}
