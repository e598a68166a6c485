import type { EntityType } from '../edm/entityType.ts';
import { office365ActiveUserCounts } from './office365ActiveUserCounts.ts';

/** The entity types of the service, each with one entity set of its name. Adding a type is one file and one line here. */
export const model: readonly EntityType[] = [office365ActiveUserCounts];
