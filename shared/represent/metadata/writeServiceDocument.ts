import { singleton } from '../../bind/bound/qualifiedName.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { MetadataLevel } from '../../headers/negotiateFormat.ts';
import type { ODataVersion } from '../../headers/negotiateVersions.ts';

/** How a service document is written. */
export interface ServiceDocumentOptions {
  readonly version: ODataVersion;
  readonly metadata: MetadataLevel;
}

/**
 * The service document (JSON Format 4.01, section 5): the entity sets and the singleton, by URLs relative to the context
 * URL. Without control information (`metadata=none`) there is no context, so the URLs are absolute (section 4.5.1).
 * `serviceRoot` is absolute and ends with a slash.
 */
export function writeServiceDocument(
  model: readonly EntityType[],
  serviceRoot: string,
  { version, metadata }: ServiceDocumentOptions,
): string {
  const base = metadata === 'none' ? serviceRoot : '';
  const context = version === '4.0' ? '@odata.context' : '@context';
  return JSON.stringify({
    ...(metadata !== 'none' && { [context]: `${serviceRoot}$metadata` }),
    value: [
      ...model.map(({ name }) => ({ name, kind: 'EntitySet', url: base + name })),
      { name: singleton.name, kind: 'Singleton', url: base + singleton.name },
    ],
  });
}
