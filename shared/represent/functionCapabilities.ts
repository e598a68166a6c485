import { singleton } from '../bind/qualifiedName.ts';
import type { EntityType } from '../edm/entityType.ts';
import { hasOperation, notSupported, recordCapability, valueCapability, type Capability } from './capability.ts';
import { csdlFunctions, deltaFunction, overloadPath, type CsdlFunction } from './csdlFunctions.ts';

/** The periods of Microsoft Graph's report functions. */
export const reportPeriods: readonly string[] = ['D7', 'D30', 'D90', 'D180'];

/** A parameter `period` takes only the values of Microsoft Graph (Validation vocabulary). */
function allowedPeriods(overload: CsdlFunction): readonly Capability[] {
  if (overload.parameters.every(({ name }) => name !== 'period')) return [];
  const value = reportPeriods.map((period) => ({ record: { Value: period } }));
  const probe = { method: 'GET', path: `${singleton.name}/${overload.name}(period='D8')`, status: 400 } as const;
  return [valueCapability(`${overloadPath(overload)}/period`, 'Validation.AllowedValues', { value, probe })];
}

/** Where `delta` cannot be called: behind a `/$filter(...)` segment. */
function deltaRestrictions(type: EntityType): Capability {
  const path = `${type.name}/$filter(@f)/delta?@f=id eq 'x'`;
  return recordCapability(overloadPath(deltaFunction(type)), 'Capabilities.OperationRestrictions', {
    FilterSegmentSupported: notSupported({ method: 'GET', path, status: 404 }),
  });
}

/** What the functions take and where they can be called, one row per term. */
export function functionCapabilities(model: readonly EntityType[]): readonly Capability[] {
  return [
    ...csdlFunctions(model).flatMap(allowedPeriods),
    ...(hasOperation('delta', 'GET') ? model.map(deltaRestrictions) : []),
  ];
}
