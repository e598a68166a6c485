import { hasOperation, notSupported, recordCapability, supported, valueCapability } from './capability.ts';
import type { Capability, Claim } from './capability.ts';
import { containerPath } from './containerPath.ts';

const target = containerPath();
const entity = "{set}('{id}')";
const each = "{set}/$filter(@f)/$each?@f=id eq 'x'";

/** The methods that update an entity, as members of the flags type Capabilities.HttpMethod. */
function updateMethods(): Claim {
  const members = (['PATCH', 'PUT'] as const).filter((method) => hasOperation('entity', method));
  return { value: { enumType: 'Capabilities.HttpMethod', members } };
}

function readAndWrite(): readonly Capability[] {
  const patch = { method: 'PATCH', path: entity, body: {}, status: 200 } as const;
  const readEntity = supported('entity', { method: 'GET', path: entity, status: 200 });
  return [
    recordCapability(target, 'Capabilities.ReadRestrictions', {
      Readable: supported('entitySet', { method: 'GET', path: '{set}', status: 200 }),
      ReadByKeyRestrictions: { ...readEntity, value: { record: { Readable: readEntity.value } } },
    }),
    recordCapability(target, 'Capabilities.InsertRestrictions', {
      Insertable: supported('entitySet', { method: 'POST', path: '{set}', body: {}, status: 201 }),
    }),
    recordCapability(target, 'Capabilities.UpdateRestrictions', {
      Updatable: supported('entity', patch),
      Upsertable: supported('entity', { ...patch, path: "{set}('{new}')", status: 201 }),
      DeltaUpdateSupported: supported('entitySet', {
        method: 'PATCH',
        path: '{set}',
        body: { '@context': '#$delta', value: [] },
        status: 200,
      }),
      UpdateMethod: updateMethods(),
      FilterSegmentSupported: notSupported({ ...patch, path: each, status: 501 }),
      TypecastSegmentSupported: notSupported({ ...patch, path: '{set}/$each', status: 501 }),
    }),
    recordCapability(target, 'Capabilities.DeleteRestrictions', {
      Deletable: supported('entity', { method: 'DELETE', path: entity, status: 204 }),
      FilterSegmentSupported: notSupported({ method: 'DELETE', path: each, status: 501 }),
      TypecastSegmentSupported: notSupported({ method: 'DELETE', path: '{set}/$each', status: 501 }),
    }),
  ];
}

/** Operations bound to a set: `delta` cannot be called behind a `/$filter(...)` segment. */
function operations(): readonly Capability[] {
  if (!hasOperation('delta', 'GET')) return [];
  const path = "{set}/$filter(@f)/delta?@f=id eq 'x'";
  return [
    recordCapability(target, 'Capabilities.OperationRestrictions', {
      FilterSegmentSupported: notSupported({ method: 'GET', path, status: 501 }),
    }),
  ];
}

function queries(): readonly Capability[] {
  const query = (options: string, status = 200): Claim =>
    supported('entitySet', { method: 'GET', path: `{set}?${options}`, status });
  return [
    recordCapability(target, 'Capabilities.ChangeTracking', {
      Supported: supported('delta', { method: 'GET', path: '{set}/delta', status: 200 }),
    }),
    recordCapability(target, 'Capabilities.CountRestrictions', {
      Countable: supported('count', { method: 'GET', path: '{set}/$count', status: 200 }),
    }),
    valueCapability(
      target,
      'Capabilities.IndexableByKey',
      supported('entity', { method: 'GET', path: entity, status: 200 }),
    ),
    valueCapability(target, 'Capabilities.TopSupported', query('$top=1')),
    valueCapability(target, 'Capabilities.SkipSupported', query('$skip=1')),
    valueCapability(target, 'Capabilities.ComputeSupported', query("$compute=concat(id,'x') as copy&$select=copy")),
    recordCapability(target, 'Capabilities.SelectSupport', { Supported: query('$select=id') }),
    recordCapability(target, 'Capabilities.FilterRestrictions', { Filterable: query("$filter=id eq 'x'") }),
    recordCapability(target, 'Capabilities.SortRestrictions', { Sortable: query('$orderby=id desc') }),
    recordCapability(target, 'Capabilities.SearchRestrictions', { Searchable: query('$search=x OR NOT "y z"') }),
    recordCapability(target, 'Capabilities.ExpandRestrictions', {
      Expandable: { ...query('$expand=parent', 400), value: false },
    }),
  ];
}

/**
 * What can be done with every entity set and its entities, said once, in the container: a term on a set adds to its member
 * here. The claims go by the path in the record, `UpdateRestrictions/Updatable`.
 */
export function defaultCapabilities(): Capability {
  const terms = [...readAndWrite(), ...queries(), ...operations()].map(
    ({ term, ...rest }) => [term.replace('Capabilities.', ''), rest] as const,
  );
  const claims = terms.flatMap(([term, own]) =>
    Object.entries(own.claims).map(([name, claim]) => [name === '' ? term : `${term}/${name}`, claim] as const),
  );
  return {
    target,
    term: 'Capabilities.DefaultCapabilities',
    value: { record: Object.fromEntries(terms.map(([term, { value }]) => [term, value])) },
    claims: Object.fromEntries(claims),
  };
}
