import { parseArgs } from 'node:util';
import { model } from '../shared/model/model.ts';
import { isLoopbackHost } from '../shared/settings/isLoopbackHost.ts';
import { createSender } from './import/createSender.ts';
import { importTarget } from './import/importTarget.ts';
import { projectPaths } from './projectPaths.ts';
import { sampleRows } from './sample/sampleRows.ts';

const usage = `npm run sample [-- --url URL]
  Fills every report with made-up rows of 2,000 people: 400 days of series, 60 refresh dates of totals, the newest of
  details. The same for the same day; a second run changes nothing.
  --url URL   the app, on this machine only; by default the one that runs in this checkout`;

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

function onThisMachine(address: string): void {
  if (URL.canParse(address) && isLoopbackHost(new URL(address).hostname)) return;
  throw new Error(`Sample data is for an app on this machine only, and ${address} is not on it.`);
}

/**
 * `npm run sample`: fills the app that runs in this checkout with reports of a made-up organisation.
 *
 * @throws Error for an address that is not on this machine: made-up figures have no place among an organisation's own
 */
export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: 'string' },
      data: { type: 'string', default: projectPaths.data },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  if (values.url !== undefined) onThisMachine(values.url);
  const { root, token } = await importTarget({ url: values.url }, values.data);
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
    console.log(type.name);
  }

  const waiting = [...types];
  const lane = async (): Promise<void> => {
    for (let type = waiting.shift(); type !== undefined; type = waiting.shift()) await fill(type);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.log(
    `${stored.toLocaleString('en-GB')} rows of ${types.length} reports in ${seconds} s: ${root.replace(/\/v1\.0$/, '/')}`,
  );
}
