import type { EntityType } from '../edm/entityType.ts';
import { collectedReports } from './ledger/collectedReports.ts';
import { reportCoverage } from './ledger/reportCoverage.ts';
import { forgetRequests } from './register/forgetRequests.ts';
import { reports } from './reports.ts';

/**
 * The entity types of the service, each with one entity set of its name: the reports of Microsoft Graph, which have a shape
 * and a function; the two by which the service says which of them it has, and the register of persons to forget, have neither.
 */
export const model: readonly EntityType[] = [...reports, collectedReports, reportCoverage, forgetRequests];
