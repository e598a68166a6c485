import { parseArgs } from 'node:util';
import { compose } from '../shared/service/compose.ts';
import { effectiveSettings } from './settings/effectiveSettings.ts';

/** Most runs of one command: each is bounded, and all of them shall be. */
const mostRuns = 1000;

/**
 * `npm run maintain`: upkeep of the storage the settings name, run after run until nothing is left to do; what the timer does
 * once a night. Stopped, it goes on where it was.
 */
export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    console.log('npm run maintain');
    return;
  }
  const { maintenance } = compose(await effectiveSettings(process.env), (line) => process.stderr.write(line));
  for (let runs = 0; runs < mostRuns; runs += 1) {
    if (await maintenance.run()) {
      console.log('complete');
      return;
    }
  }
  throw new Error('There is more to do; run it again.');
}
