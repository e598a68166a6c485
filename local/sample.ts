import { parseArgs } from 'node:util';
import { importTarget } from './import/importTarget.ts';
import { helpAsked } from './process/helpAsked.ts';
import { projectPaths } from './projectPaths.ts';
import { fillWithSample, onThisMachine } from './sample/fillWithSample.ts';

const usage = 'npm run sample [-- --url URL]';
const purpose = [
  'Fills every report that Microsoft still writes with made-up rows of 2,000 people: 400 days of series, 60 refresh dates',
  'of totals, the newest of details; and the ledger and the coverage as a collector would. The same for the same day; a',
  'second run changes nothing.',
];
const options = {
  url: {
    type: 'string',
    value: 'URL',
    says: 'the app, on this machine only; without it the one that runs in this checkout',
  },
  data: { type: 'string', value: 'FOLDER', says: 'where the app that runs is found; .local' },
} as const;

/**
 * `npm run sample`: fills the app that runs in this checkout with reports of a made-up organisation.
 *
 * @throws Error for an address that is not on this machine: made-up figures have no place among an organisation's own
 */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, { usage, purpose, options })) return;
  const { values } = parseArgs({ args, options });
  const { data = projectPaths.data } = values;
  if (values.url !== undefined) onThisMachine(values.url);
  const otherwise = `No app of this checkout runs at ${values.url ?? ''}: start it with npm start, or name the folder of its data with --data.`;
  const target = await importTarget({ url: values.url, otherwise }, data);
  const { rows, reports, seconds } = await fillWithSample(target, (set) => console.log(set));
  console.log(
    `${rows.toLocaleString('en-GB')} rows of ${reports} reports in ${seconds} s: ${target.root.replace(/\/v1\.0$/, '/')}`,
  );
}
