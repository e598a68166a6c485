import type { ResourceKind } from '../../shared/bind/bound/resource.ts';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { model } from '../../shared/model/model.ts';
import { operationsOf } from '../../shared/operations/operationTable.ts';

/** A request as it is sent. */
export type SetRequest = readonly [method: string, path: string, body?: string];

/** A way to the rows of a set; undefined for a type that does not have it. */
export type SetWay = readonly [what: string, request: (type: EntityType) => SetRequest | undefined];

const series = model.find(({ shape }) => shape === 'series')!;
const id = 'nobody';

const firstProperty = ({ properties }: EntityType, isWanted: (collection: boolean) => boolean): string | undefined =>
  Object.keys(properties).find((name) => isWanted(properties[name]?.collection === true));
const single = (type: EntityType): string => firstProperty(type, (collection) => !collection) ?? '';
const entity = ({ name }: EntityType): string => `/v1.0/${name}('${id}')`;
/** The address of a call of the report function, with what follows it; undefined for a type that has none. */
function called({ reportFunction }: EntityType, rest = ''): string | undefined {
  if (reportFunction === undefined) return undefined;
  const { root, name, parameters, periods } = reportFunction;
  return `/v1.0/${root}/${name}(${parameters.includes('period') ? `period='${periods[0] ?? ''}'` : ''})${rest}`;
}
function callOf(type: EntityType, rest: string): SetRequest | undefined {
  const path = called(type, rest);
  return path === undefined ? undefined : ['GET', path];
}
function collection(type: EntityType): string | undefined {
  const property = firstProperty(type, (isCollection) => isCollection);
  return property === undefined ? undefined : `${entity(type)}/${property}`;
}

/** Where each kind of resource of a set is; null for those that are of no set, undefined for what a type does not have. */
const addresses: Readonly<Record<ResourceKind, ((type: EntityType) => string | undefined) | null>> = {
  serviceDocument: null,
  metadata: null,
  batch: null,
  singleton: null,
  query: null,
  entitySet: ({ name }) => `/v1.0/${name}`,
  count: ({ name }) => `/v1.0/${name}/$count`,
  references: ({ name }) => `/v1.0/${name}/$ref`,
  delta: ({ name }) => `/v1.0/${name}/delta`,
  deltaCount: ({ name }) => `/v1.0/${name}/delta/$count?$deltatoken=latest`,
  entity,
  reference: (type) => `${entity(type)}/$ref`,
  property: (type) => `${entity(type)}/${single(type)}`,
  propertyValue: (type) => `${entity(type)}/${single(type)}/$value`,
  propertyCount: (type) => collection(type) && `${collection(type)}/$count`,
  reportFunction: (type) => called(type),
  reportFunctionCount: (type) => called(type, '/$count'),
  reportFunctionReferences: (type) => called(type, '/$ref'),
};

const bodies: Readonly<Record<string, string>> = {
  'POST entitySet': '{}',
  'PATCH entitySet': '{"@context":"#$delta","value":[]}',
  'PATCH entity': '{}',
  'PUT entity': '{}',
  'PATCH property': '{"value":null}',
  'PUT property': '{"value":null}',
  'PUT propertyValue': '2026-01-01',
};

function operationsOfKind([kind, address]: readonly [string, (typeof addresses)[ResourceKind]]): readonly SetWay[] {
  if (address === null) return [];
  return Object.entries(operationsOf(kind as ResourceKind)).map(([method, { name }]): SetWay => {
    const body = bodies[`${method} ${kind}`];
    return [
      `${method} ${kind} (${name})`,
      (type) => {
        const path = address(type);
        return path === undefined ? undefined : body === undefined ? [method, path] : [method, path, body];
      },
    ];
  });
}
/** Every operation of the table that is one on a set. */
export const setOperations = Object.entries(addresses).flatMap(operationsOfKind);

/** Other ways to the rows of a set. */
export const otherWays: readonly SetWay[] = [
  ['HEAD', ({ name }) => ['HEAD', `/v1.0/${name}`]],
  ['a key as segment', ({ name }) => ['GET', `/v1.0/${name}/${id}`]],
  ['a key as alias', ({ name }) => ['GET', `/v1.0/${name}(@k)?@k='${id}'`]],
  ['below the singleton', ({ name }) => ['GET', `/v1.0/reports/${name}`]],
  ['below copilot', ({ name }) => ['GET', `/v1.0/copilot/reports/${name}`]],
  ['a type cast', ({ name }) => ['GET', `/v1.0/${name}/microsoft.graph.${name}`]],
  ['a filter in the path', ({ name }) => ['GET', `/v1.0/${name}/$filter(id ne null)`]],
  ['an entity-id', ({ name }) => ['GET', `/v1.0/$entity?$id=${name}('${id}')`]],
  ['an absolute entity-id', ({ name }) => ['GET', `/v1.0/$entity?$id=https://reports.example/v1.0/${name}('${id}')`]],
  ['/$query', ({ name }) => ['POST', `/v1.0/${name}/$query`, '$top=1']],
  ['/$query of an entity', (type) => ['POST', `${entity(type)}/$query`, '$select=id']],
  ['/$query of the singleton', ({ name }) => ['POST', '/v1.0/reports/$query', `$expand=${name}`]],
  ['CSV', ({ name }) => ['GET', `/v1.0/${name}?$format=csv`]],
  ['the function in JSON', (type) => callOf(type, '?$format=json')],
  ['the function behind a filter', (type) => callOf(type, '/$filter(id ne null)')],
  ['$apply', ({ name }) => ['GET', `/v1.0/${name}?$apply=aggregate($count as n)`]],
  ['$expand', ({ name }) => ['GET', `/v1.0/reports?$expand=${name}`]],
  ['$expand of everything', () => ['GET', '/v1.0/reports?$expand=*/$ref']],
  ['$expand of references', ({ name }) => ['GET', `/v1.0/reports?$expand=${name}/$ref`]],
  ['$expand of a count', ({ name }) => ['GET', `/v1.0/reports?$expand=${name}/$count`]],
  ['$expand behind another', ({ name }) => ['GET', `/v1.0/reports?$expand=${series.name}($top=1),${name}($top=1)`]],
  ['$compute of a count', ({ name }) => ['GET', `/v1.0/reports?$compute=${name}/$count as n`]],
  [
    '$compute of a filtered count',
    ({ name }) => ['GET', `/v1.0/reports?$compute=${name}/$count($filter=id ne null) as n`],
  ],
  ['$compute of any', ({ name }) => ['GET', `/v1.0/reports?$compute=${name}/any() as n`]],
  ['$compute of all', ({ name }) => ['GET', `/v1.0/reports?$compute=${name}/all(x:x/id ne %27a%27) as n`]],
  [
    '$compute deep within',
    ({ name }) => ['GET', `/v1.0/reports?$compute=case(1 eq 1:1,true:1 add ${name}/$count) as n`],
  ],
  ['$compute of a membership', ({ name }) => ['GET', `/v1.0/reports?$compute=${name}/$count in (1,2) as n`]],
  ['an alias', ({ name }) => ['GET', `/v1.0/reports?$compute=@c as n&@c=${name}/$count`]],
];
