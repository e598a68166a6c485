import { services } from '../../shared/model/services.ts';

/** A service of the overview, its colour and the report its row leads to. */
export interface OverviewService {
  /** Property of its figures, and the beginning of those of the totals. */
  readonly column: string;
  readonly slot: string;
  readonly set: string;
  /** What it is called, where that is not what its column is called. */
  readonly name?: string;
}

/** All of Microsoft 365, and the services whose people one report counts together. */
export const overviewServices: readonly OverviewService[] = [
  { column: 'office365', slot: '8', set: 'office365ActiveUserCounts', name: services.microsoft365 },
  { column: 'exchange', slot: '1', set: 'emailActivityUserCounts' },
  { column: 'teams', slot: '2', set: 'teamsUserActivityUserCounts' },
  { column: 'oneDrive', slot: '5', set: 'oneDriveActivityUserCounts' },
  { column: 'sharePoint', slot: '4', set: 'sharePointActivityUserCounts' },
  { column: 'yammer', slot: '6', set: 'yammerActivityUserCounts' },
];
