import type { EntityType } from '../edm/entityType.ts';
import { office365ActiveUserCounts } from './microsoft365/office365ActiveUserCounts.ts';
import { office365ActiveUserDetail } from './microsoft365/office365ActiveUserDetail.ts';
import { office365GroupsActivityCounts } from './microsoft365/office365GroupsActivityCounts.ts';
import { office365GroupsActivityDetail } from './microsoft365/office365GroupsActivityDetail.ts';
import { office365GroupsActivityFileCounts } from './microsoft365/office365GroupsActivityFileCounts.ts';
import { office365GroupsActivityGroupCounts } from './microsoft365/office365GroupsActivityGroupCounts.ts';
import { office365GroupsActivityStorage } from './microsoft365/office365GroupsActivityStorage.ts';
import { office365ServicesUserCounts } from './microsoft365/office365ServicesUserCounts.ts';

/** The entity types of the service, each with one entity set of its name. Adding a report is one file and one line here. */
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
