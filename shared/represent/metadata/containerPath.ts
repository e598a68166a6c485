import { qualifiedName } from '../../bind/bound/qualifiedName.ts';

/** Name of the entity container, as in Microsoft Graph's metadata. */
export const containerName = 'GraphService';

/** Path of the container, or of an entity set or singleton in it, as target of annotations (CSDL 4.01, 14.2.1). */
export function containerPath(child?: string): string {
  return child === undefined ? qualifiedName(containerName) : `${qualifiedName(containerName)}/${child}`;
}
