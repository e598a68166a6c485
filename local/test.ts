import { helpAsked } from './process/helpAsked.ts';
import { runTool } from './process/runTool.ts';

/** Of jest and its workers: where a test makes many objects that die young, a tenth of the time goes into moving those that do not. */
const roomForYoung = '--max-semi-space-size=64';

const help = {
  usage: 'npm test [-- PATTERN ...] [OPTIONS]',
  purpose: [
    'The whole suite, or the files whose paths match a pattern: npm test -- tests/unit/json.',
    'Options are those of jest, which npx jest --help lists.',
  ],
};

/** `npm test [-- arguments of jest]`. */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, help)) return;
  process.exitCode = await runTool('jest/bin/jest.js', args, false, [roomForYoung]);
}
