import { helpAsked } from './process/helpAsked.ts';
import { runTool } from './process/runTool.ts';

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
  process.exitCode = await runTool('jest/bin/jest.js', args);
}
