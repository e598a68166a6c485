import { singleton } from '../../bind/bound/qualifiedName.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { hasOperation, recordCapability, supported, valueCapability, type Capability } from './capability.ts';
import { containerPath } from './containerPath.ts';

/**
 * What can be done with the singleton: it is read and navigated, and its links are fixed. The entities themselves can
 * be changed along its navigation properties by the restrictions of their entity sets, so nothing is said of that here.
 */
export function singletonCapabilities(model: readonly EntityType[]): readonly Capability[] {
  const { name } = singleton;
  const target = containerPath(name);
  // In words: a path for each of the sets, in both restrictions, would be a thirtieth of the document.
  const links = { value: 'The links of its navigation properties are fixed.' };
  const set = model[0]?.name ?? '';
  const read = (options: string): ReturnType<typeof supported> =>
    supported('singleton', { method: 'GET', path: name + options, status: 200 });
  return [
    recordCapability(target, 'Capabilities.ReadRestrictions', { Readable: read('') }),
    recordCapability(target, 'Capabilities.UpdateRestrictions', {
      Updatable: supported('singleton', { method: 'PATCH', path: name, body: {}, status: 200 }),
      Description: {
        ...links,
        probe: { method: 'POST', path: `${name}/${set}/$ref`, body: {}, status: 405 },
      },
    }),
    recordCapability(target, 'Capabilities.DeleteRestrictions', {
      Deletable: supported('singleton', { method: 'DELETE', path: name, status: 204 }),
      Description: {
        ...links,
        probe: { method: 'DELETE', path: `${name}/${set}('{id}')/$ref`, status: 405 },
      },
    }),
    recordCapability(target, 'Capabilities.NavigationRestrictions', {
      Navigability: { value: { enumType: 'Capabilities.NavigationType', members: ['Single'] } },
    }),
    recordCapability(target, 'Capabilities.ExpandRestrictions', {
      Expandable: read(`?$expand=${set}`),
      ...(hasOperation('singleton', 'GET') ? { MaxLevels: { value: 1 } } : {}),
    }),
    valueCapability(target, 'Capabilities.SelectSupport', {
      ...read('?$select=*'),
      value: { record: { Supported: hasOperation('singleton', 'GET') } },
    }),
  ];
}
