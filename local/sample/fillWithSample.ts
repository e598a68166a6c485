import { coverReport } from '../../shared/collect/ledger/coverReport.ts';
import { ledgerName } from '../../shared/edm/ledgerId.ts';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { model } from '../../shared/model/model.ts';
import { isLoopbackHost } from '../../shared/settings/isLoopbackHost.ts';
import { askOverHttp } from '../import/askOverHttp.ts';
import { createSender } from '../import/createSender.ts';
import type { Service } from '../import/service.ts';
import { sampleLedger } from './sampleLedger.ts';
import { sampleRows } from './sampleRows.ts';

/** What the overview shows comes first, so that it can be looked at while the rest is stored. */
const firstSets: readonly string[] = [
  'office365ActiveUserCounts',
  'office365ServicesUserCounts',
  'microsoft365CopilotUserCountTrend',
  'microsoft365CopilotUserCountSummary',
  'mailboxUsageStorage',
  'oneDriveUsageStorage',
  'sharePointSiteUsageStorage',
  'mailboxUsageQuotaStatusMailboxCounts',
  'teamsDeviceUsageDistributionUserCounts',
  'm365AppUserCounts',
  'office365ActivationsUserCounts',
];
/** Rows of one request. */
const rowsAtOnce = 500;
/** Requests at a time, of different sets. */
const lanes = 4;

const place = (set: string): number => (firstSets.includes(set) ? firstSets.indexOf(set) : firstSets.length);

/** What came of it. */
export interface Filled {
  readonly rows: number;
  readonly reports: number;
  readonly seconds: number;
}

/** @throws Error for an address that is not on this machine: made-up figures have no place among an organisation's own */
export function onThisMachine(address: string): void {
  if (URL.canParse(address) && isLoopbackHost(new URL(address).hostname)) return;
  throw new Error(`Sample data is for an app on this machine only, and ${address} is not on it.`);
}

/** The reports that are filled: all but those that Microsoft no longer writes. */
export const filledTypes: readonly EntityType[] = model
  .filter(({ shape, isRetired }) => shape !== undefined && isRetired !== true)
  .sort((a, b) => place(a.name) - place(b.name));

/**
 * Fills reports of an app with rows of a made-up organisation, the same for the same day, and notes of them in the ledger and
 * in the coverage what a collector would have noted.
 *
 * @param told is told the name of each set that is full
 * @throws Error for an app that is not on this machine, or that does not take the rows
 */
export async function fillWithSample(
  service: Service,
  told: (set: string) => void,
  types: readonly EntityType[] = filledTypes,
): Promise<Filled> {
  const { root } = service;
  onThisMachine(root);
  const today = new Date().toISOString().slice(0, 10);
  const ask = askOverHttp(service);
  const begun = Date.now();
  let stored = 0;

  async function store(set: string, rows: Iterable<string>): Promise<void> {
    const send = createSender({ ...service, url: `${root}/${set}` });
    let waiting: string[] = [];
    const flush = async (): Promise<void> => {
      const outcomes = await send(waiting);
      const failed = outcomes.find((outcome) => outcome.kind === 'failed');
      if (failed !== undefined) throw new Error(`A row of ${set} was not stored: ${failed.reason}`);
      waiting = [];
    };
    for (const row of rows) {
      waiting.push(row);
      if (waiting.length >= rowsAtOnce) await flush();
    }
    if (waiting.length > 0) await flush();
  }

  async function fill(type: EntityType): Promise<void> {
    const ledger = sampleLedger(type);
    function* rows(): Iterable<string> {
      for (const row of sampleRows(type, today)) {
        const text = JSON.stringify(row);
        ledger.note(row, text);
        stored += 1;
        yield text;
      }
    }
    await store(type.name, rows());
    await store(
      ledgerName,
      ledger.entries().map((entry) => JSON.stringify(entry)),
    );
    await coverReport(ask, type.name, ledger.news(), Date.parse(today));
    told(type.name);
  }

  const waiting = [...types];
  const lane = async (): Promise<void> => {
    for (let type = waiting.shift(); type !== undefined; type = waiting.shift()) await fill(type);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { rows: stored, reports: types.length, seconds: Math.round((Date.now() - begun) / 1000) };
}
