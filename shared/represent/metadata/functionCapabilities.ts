import { singleton } from '../../bind/bound/qualifiedName.ts';
import type { EntityType, ReportFunction } from '../../edm/entityType.ts';
import { valueCapability, type Capability } from './capability.ts';
import { csdlFunctions, overloadPath, type CsdlFunction } from './csdlFunctions.ts';

/** The periods of a report function of Microsoft Graph, in all its versions. */
export function reportPeriods({ periods, versions = {} }: ReportFunction): readonly string[] {
  return [...new Set([...periods, ...Object.values(versions).flat()])];
}

/** A parameter takes only the values of Microsoft Graph (Validation vocabulary), dates aside. */
function allowedValues(called: ReportFunction, overload: CsdlFunction): readonly Capability[] {
  const { versions = {} } = called;
  const hasVersion = overload.parameters.some(({ name }) => name === 'version');
  const values: Readonly<Record<string, readonly string[]>> = {
    period: hasVersion ? reportPeriods(called) : called.periods,
    version: Object.keys(versions),
  };
  return overload.parameters.flatMap(({ name }) => {
    const allowed = values[name];
    if (allowed === undefined) return [];
    const others = hasVersion ? (name === 'period' ? ",version='v1'" : ",period='D7'") : '';
    const probe = {
      method: 'GET',
      path: `${singleton.name}/${overload.name}(${name}='D8'${others})`,
      status: 400,
    } as const;
    const claim = { value: `^(${allowed.join('|')})$`, probe };
    return [valueCapability(`${overloadPath(overload)}/${name}`, 'Validation.Pattern', claim)];
  });
}

/** What the functions take, one row per term. */
export function functionCapabilities(model: readonly EntityType[]): readonly Capability[] {
  return model.flatMap((type) => {
    const { reportFunction } = type;
    if (reportFunction === undefined) return [];
    return csdlFunctions([type]).flatMap((overload) => allowedValues(reportFunction, overload));
  });
}
