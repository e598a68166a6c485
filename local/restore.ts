import { parseArgs } from 'node:util';
import { restoreService } from './backup/restoreService.ts';
import { importTarget } from './import/importTarget.ts';
import { helpAsked } from './process/helpAsked.ts';
import { projectPaths } from './projectPaths.ts';
import { stopSignal } from './process/stopSignal.ts';

const usage = 'npm run restore -- FOLDER [--merge] [--url URL --token T]';
const purpose = [
  'Restores what npm run export wrote, into empty sets. Digests and types are checked before anything is stored. Stopped, it goes',
  'on where it was. Not restored: ETags, and links to changes, which are refused as too old.',
];
const options = {
  merge: { type: 'boolean', value: '', says: 'into sets that have rows; newer ones stay, and what the ledger has' },
  url: { type: 'string', value: 'URL', says: 'the service; the app that runs in this checkout' },
  token: { type: 'string', value: 'T', says: 'a token for it that may read and write' },
  data: {
    type: 'string',
    value: 'FOLDER',
    says: 'where is kept how far it is, and the app that runs is found; .local',
  },
} as const;

/** `npm run restore`: brings back what `npm run export` wrote. */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, { usage, purpose, options })) return;
  const parsed = parseArgs({ args, allowPositionals: true, options });
  const { merge = false, url, token, data = projectPaths.data } = parsed.values;
  const [folder, ...more] = parsed.positionals;
  if (folder === undefined || more.length > 0) throw new Error(`One folder is needed. ${usage}`);
  const target = await importTarget({ url, token }, data);
  const signal = stopSignal();
  const isWhole = await restoreService({
    service: target,
    tenant: target.tenant,
    folder,
    data,
    isMerged: merge,
    signal,
    tell(set, counts, failures) {
      const told = Object.entries(counts).filter(([, rows]) => rows > 0);
      console.log(`${set}: ${told.map(([kind, rows]) => `${rows} ${kind}`).join(', ') || 'no rows'}`);
      for (const failure of failures) console.error(`  ${failure}`);
    },
  });
  if (!isWhole) process.exitCode = 1;
}
