import type { StoredEntity } from '../../store/contract/storedEntity.ts';

/** An entity as it was found: stored, with a version, or a row of a view, which has none. */
export type FoundEntity = StoredEntity | (Pick<StoredEntity, 'entity'> & { readonly version?: undefined });
