import { singleton } from '../bind/qualifiedName.ts';
import type { EntityType } from '../edm/entityType.ts';
import { valueCapability, type Capability } from './capability.ts';
import { csdlFunctions, overloadPath, type CsdlFunction } from './csdlFunctions.ts';

/** The periods of Microsoft Graph's report functions. */
export const reportPeriods: readonly string[] = ['D7', 'D30', 'D90', 'D180'];

/** A parameter `period` takes only the values of Microsoft Graph (Validation vocabulary). */
function allowedPeriods(overload: CsdlFunction): readonly Capability[] {
  if (overload.parameters.every(({ name }) => name !== 'period')) return [];
  const value = `^(${reportPeriods.join('|')})$`;
  const probe = { method: 'GET', path: `${singleton.name}/${overload.name}(period='D8')`, status: 400 } as const;
  return [valueCapability(`${overloadPath(overload)}/period`, 'Validation.Pattern', { value, probe })];
}

/** What the functions take, one row per term. */
export function functionCapabilities(model: readonly EntityType[]): readonly Capability[] {
  return csdlFunctions(model).flatMap(allowedPeriods);
}
