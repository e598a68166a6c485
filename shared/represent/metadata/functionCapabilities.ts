import { singleton } from '../../bind/bound/qualifiedName.ts';
import type { EntityType, ReportFunction } from '../../edm/entityType.ts';
import { valueCapability, type Capability } from './capability.ts';
import { csdlFunctions, overloadPath, type CsdlFunction } from './csdlFunctions.ts';

/** The periods of a report function of Microsoft Graph, in all its versions. */
export function reportPeriods({ periods, versions = {} }: ReportFunction): readonly string[] {
  return [...new Set([...periods, ...Object.values(versions).flat()])];
}

/** A parameter `period` takes only the values of Microsoft Graph (Validation vocabulary). */
function allowedPeriods(called: ReportFunction, overload: CsdlFunction): readonly Capability[] {
  if (overload.parameters.every(({ name }) => name !== 'period')) return [];
  const value = `^(${reportPeriods(called).join('|')})$`;
  const probe = { method: 'GET', path: `${singleton.name}/${overload.name}(period='D8')`, status: 400 } as const;
  return [valueCapability(`${overloadPath(overload)}/period`, 'Validation.Pattern', { value, probe })];
}

/** What the functions take, one row per term. */
export function functionCapabilities(model: readonly EntityType[]): readonly Capability[] {
  return model.flatMap((type) => {
    const { reportFunction } = type;
    if (reportFunction === undefined) return [];
    return csdlFunctions([type]).flatMap((overload) => allowedPeriods(reportFunction, overload));
  });
}
