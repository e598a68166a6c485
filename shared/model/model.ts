import type { EntityType } from '../edm/entityType.ts';
import { office365ActiveUserCounts } from './office365ActiveUserCounts.ts';
import { office365ActiveUserDetail } from './office365ActiveUserDetail.ts';
import { office365GroupsActivityCounts } from './office365GroupsActivityCounts.ts';
import { office365GroupsActivityDetail } from './office365GroupsActivityDetail.ts';
import { office365GroupsActivityFileCounts } from './office365GroupsActivityFileCounts.ts';
import { office365GroupsActivityGroupCounts } from './office365GroupsActivityGroupCounts.ts';
import { office365GroupsActivityStorage } from './office365GroupsActivityStorage.ts';
import { office365ServicesUserCounts } from './office365ServicesUserCounts.ts';

/** The entity types of the service, each with one entity set of its name. Adding a type is one file and one line here. */
export const model: readonly EntityType[] = [
  office365ActiveUserCounts,
  office365ActiveUserDetail,
  office365GroupsActivityCounts,
  office365GroupsActivityDetail,
  office365GroupsActivityFileCounts,
  office365GroupsActivityGroupCounts,
  office365GroupsActivityStorage,
  office365ServicesUserCounts,
];
