import { parseArgs } from 'node:util';
import { exportService } from './backup/exportService.ts';
import { importTarget } from './import/importTarget.ts';
import { helpAsked } from './process/helpAsked.ts';
import { projectPaths } from './projectPaths.ts';
import { stopSignal } from './process/stopSignal.ts';

const usage = 'npm run export -- FOLDER [--url URL --token T]';
const purpose = [
  'Exports every set the token may read into a folder, as gzipped JSON Lines with a manifest. The second run adds what changed and',
  'was deleted; after 30 days everything. Stopped, it goes on where it was.',
];
const options = {
  url: { type: 'string', value: 'URL', says: 'the service; the app that runs in this checkout' },
  token: { type: 'string', value: 'T', says: 'a token for it that may read' },
  data: { type: 'string', value: 'FOLDER', says: 'where the app that runs is found; .local' },
} as const;

/** `npm run export`: the backup of a service, by its API. */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, { usage, purpose, options })) return;
  const parsed = parseArgs({ args, allowPositionals: true, options });
  const { url, token, data = projectPaths.data } = parsed.values;
  const [folder, ...more] = parsed.positionals;
  if (folder === undefined || more.length > 0) throw new Error(`One folder is needed. ${usage}`);
  const target = await importTarget({ url, token }, data);
  const signal = stopSignal();
  const { sets, notRead } = await exportService({
    service: target,
    tenant: target.tenant,
    folder,
    signal,
    tell(set, { parts }) {
      const last = parts.at(-1);
      console.log(
        `${set}: ${last?.kind ?? 'nothing'} ${last?.rows ?? 0} rows, ${last?.removed ?? 0} deleted, ${last?.at ?? ''}`,
      );
    },
  });
  for (const [set, reason] of Object.entries(notRead)) console.error(`${set} was not read: ${reason}`);
  console.log(`${Object.keys(sets).length} sets in ${folder}`);
}
