import { parseArgs } from 'node:util';
import { importTarget } from './import/importTarget.ts';
import { projectPaths } from './projectPaths.ts';
import { fillWithSample, onThisMachine } from './sample/fillWithSample.ts';

const usage = `npm run sample [-- --url URL]
  Fills every report that Microsoft still writes with made-up rows of 2,000 people: 400 days of series, 60 refresh dates
  of totals, the newest of details; and the ledger and the coverage as a collector would. The same for the same day; a
  second run changes nothing.
  --url URL   the app, on this machine only; by default the one that runs in this checkout`;

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
  const target = await importTarget({ url: values.url }, values.data);
  const { rows, reports, seconds } = await fillWithSample(target, (set) => console.log(set));
  console.log(
    `${rows.toLocaleString('en-GB')} rows of ${reports} reports in ${seconds} s: ${target.root.replace(/\/v1\.0$/, '/')}`,
  );
}
