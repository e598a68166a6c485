import { model } from '../../shared/model/model.ts';
import { isLoopbackHost } from '../../shared/settings/isLoopbackHost.ts';
import { createSender } from '../import/createSender.ts';
import type { Service } from '../import/service.ts';
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

/**
 * Fills every report of an app with rows of a made-up organisation, the same for the same day.
 *
 * @param told is told the name of each set that is full
 * @throws Error for an app that is not on this machine, or that does not take the rows
 */
export async function fillWithSample({ root, token }: Service, told: (set: string) => void): Promise<Filled> {
  onThisMachine(root);
  const today = new Date().toISOString().slice(0, 10);
  const types = model
    .filter(({ shape, isRetired }) => shape !== undefined && isRetired !== true)
    .sort((a, b) => place(a.name) - place(b.name));
  const begun = Date.now();
  let stored = 0;

  async function fill(type: (typeof types)[number]): Promise<void> {
    const send = createSender({ url: `${root}/${type.name}`, token });
    let waiting: string[] = [];
    const flush = async (): Promise<void> => {
      const outcomes = await send(waiting);
      const failed = outcomes.find((outcome) => outcome.kind === 'failed');
      if (failed !== undefined) throw new Error(`A row of ${type.name} was not stored: ${failed.reason}`);
      stored += waiting.length;
      waiting = [];
    };
    for (const row of sampleRows(type, today)) {
      waiting.push(JSON.stringify(row));
      if (waiting.length >= rowsAtOnce) await flush();
    }
    if (waiting.length > 0) await flush();
    told(type.name);
  }

  const waiting = [...types];
  const lane = async (): Promise<void> => {
    for (let type = waiting.shift(); type !== undefined; type = waiting.shift()) await fill(type);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { rows: stored, reports: types.length, seconds: Math.round((Date.now() - begun) / 1000) };
}
