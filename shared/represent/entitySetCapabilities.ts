import type { EntityType } from '../edm/entityType.ts';
import {
  hasOperation,
  notSupported,
  recordCapability,
  supported,
  valueCapability,
  type Capability,
  type Claim,
} from './capability.ts';
import { containerPath } from './containerPath.ts';

/** The methods that update an entity, as members of the flags type Capabilities.HttpMethod. */
function updateMethods(): Claim {
  const members = (['PATCH', 'PUT'] as const).filter((method) => hasOperation('entity', method));
  return { value: { enumType: 'Capabilities.HttpMethod', members } };
}

/** What can be done with the items of collection-valued properties: they are replaced as a whole. */
function collectionProperties(type: EntityType, target: string): readonly Capability[] {
  const names = Object.keys(type.properties).filter((name) => type.properties[name]?.collection);
  if (names.length === 0) return [];
  const isChanged = hasOperation('property', 'POST');
  const records = names.map((name) => ({
    record: { CollectionProperty: { propertyPath: name }, Insertable: isChanged, Updatable: false, Deletable: false },
  }));
  const probe = supported('property', { method: 'POST', path: `${type.name}('{id}')/${names[0] ?? ''}`, status: 200 });
  return [valueCapability(target, 'Capabilities.CollectionPropertyRestrictions', { ...probe, value: records })];
}

function queryCapabilities(type: EntityType, target: string): readonly Capability[] {
  const set = type.name;
  const query = (options: string, status = 200): Claim =>
    supported('entitySet', { method: 'GET', path: `${set}?${options}`, status });
  const collections = Object.keys(type.properties).filter((name) => type.properties[name]?.collection);
  return [
    recordCapability(target, 'Capabilities.ChangeTracking', {
      Supported: supported('delta', { method: 'GET', path: `${set}/delta`, status: 200 }),
    }),
    recordCapability(target, 'Capabilities.CountRestrictions', {
      Countable: supported('count', { method: 'GET', path: `${set}/$count`, status: 200 }),
    }),
    valueCapability(
      target,
      'Capabilities.IndexableByKey',
      supported('entity', { method: 'GET', path: `${set}('{id}')`, status: 200 }),
    ),
    valueCapability(target, 'Capabilities.TopSupported', query('$top=1')),
    valueCapability(target, 'Capabilities.SkipSupported', query('$skip=1')),
    valueCapability(target, 'Capabilities.ComputeSupported', query("$compute=concat(id,'x') as copy&$select=copy")),
    recordCapability(target, 'Capabilities.SelectSupport', { Supported: query('$select=id') }),
    recordCapability(target, 'Capabilities.FilterRestrictions', { Filterable: query("$filter=id eq 'x'") }),
    recordCapability(target, 'Capabilities.SortRestrictions', {
      Sortable: query('$orderby=id desc'),
      ...(collections.length === 0
        ? {}
        : {
            NonSortableProperties: {
              ...query(`$orderby=${collections[0] ?? ''}`, 400),
              value: collections.map((propertyPath) => ({ propertyPath })),
            },
          }),
    }),
    recordCapability(target, 'Capabilities.SearchRestrictions', { Searchable: query('$search=x OR NOT "y z"') }),
    recordCapability(target, 'Capabilities.ExpandRestrictions', {
      Expandable: { ...query('$expand=parent', 400), value: false },
    }),
  ];
}

/** What can be done with an entity set and its entities (Capabilities vocabulary), one row per term. */
export function entitySetCapabilities(type: EntityType): readonly Capability[] {
  const target = containerPath(type.name);
  const set = type.name;
  const entity = `${set}('{id}')`;
  const each = `${set}/$filter(@f)/$each?@f=id eq 'x'`;
  const patch = { method: 'PATCH', path: entity, body: {}, status: 200 } as const;
  const readEntity = supported('entity', { method: 'GET', path: entity, status: 200 });
  return [
    recordCapability(target, 'Capabilities.ReadRestrictions', {
      Readable: supported('entitySet', { method: 'GET', path: set, status: 200 }),
      ReadByKeyRestrictions: { ...readEntity, value: { record: { Readable: readEntity.value } } },
    }),
    recordCapability(target, 'Capabilities.InsertRestrictions', {
      Insertable: supported('entitySet', { method: 'POST', path: set, body: {}, status: 201 }),
    }),
    recordCapability(target, 'Capabilities.UpdateRestrictions', {
      Updatable: supported('entity', patch),
      Upsertable: supported('entity', { ...patch, path: `${set}('{new}')`, status: 201 }),
      DeltaUpdateSupported: supported('entitySet', {
        method: 'PATCH',
        path: set,
        body: { '@context': '#$delta', value: [] },
        status: 200,
      }),
      UpdateMethod: updateMethods(),
      FilterSegmentSupported: notSupported({ ...patch, path: each, status: 501 }),
      TypecastSegmentSupported: notSupported({ ...patch, path: `${set}/$each`, status: 501 }),
    }),
    recordCapability(target, 'Capabilities.DeleteRestrictions', {
      Deletable: supported('entity', { method: 'DELETE', path: entity, status: 204 }),
      FilterSegmentSupported: notSupported({ method: 'DELETE', path: each, status: 501 }),
      TypecastSegmentSupported: notSupported({ method: 'DELETE', path: `${set}/$each`, status: 501 }),
    }),
    ...queryCapabilities(type, target),
    ...collectionProperties(type, target),
  ];
}
