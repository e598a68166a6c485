import { parseArgs } from 'node:util';
import { checkInfra } from './bicep/checkInfra.ts';
import { findCompiler } from './bicep/findCompiler.ts';
import { helpAsked } from './process/helpAsked.ts';
import { runTool } from './process/runTool.ts';
import { projectPaths } from './projectPaths.ts';

/** Side by side, each list in its order: the linter takes as long as all the others. */
const checks: readonly (readonly (readonly [program: string, ...args: string[]])[])[] = [
  [['eslint/bin/eslint.js', '--max-warnings', '0', '.']],
  [
    ['typescript/bin/tsc', '-p', '.'],
    ['typescript/bin/tsc', '-p', 'web'],
    ['typescript/bin/tsc', '-p', 'tests/clients'],
    ['prettier/bin/prettier.cjs', '--check', '.'],
    ['jest/bin/jest.js', 'tests/house.test.ts'],
  ],
];

const help = {
  usage: 'npm run check [-- --infra [--write]]',
  purpose: [
    'Types, lint, formatting, the house rules, and infra/ where a Bicep compiler is on PATH or named by BICEP.',
  ],
  options: {
    infra: { value: '', says: 'infra/ alone, and without a compiler it fails' },
    write: { value: '', says: 'writes the snapshots of infra/ anew' },
  },
};

async function runInOrder(programs: (typeof checks)[number]): Promise<void> {
  for (const [program, ...args] of programs) if ((await runTool(program, args, true)) !== 0) process.exitCode = 1;
}

/** True when infra/ is as it should be, and also when this machine cannot tell, unless `isDemanded`. */
async function infraIsSound(isDemanded: boolean, isWritten: boolean): Promise<boolean> {
  const compiler = findCompiler(process.env);
  const result =
    compiler === undefined
      ? { skipped: 'there is no compiler on PATH, and BICEP names none' }
      : await checkInfra(compiler, projectPaths.root, isWritten);
  if ('skipped' in result) {
    console.log(`infra/ was not compiled: ${result.skipped}.`);
    return !isDemanded;
  }
  for (const line of result.wrong) console.error(line);
  if (result.wrong.length === 0) console.log('infra/ compiles without a word, and is what its snapshots say.');
  return result.wrong.length === 0;
}

/**
 * `npm run check`: types, lint, formatting and the house rules, all of them, whatever fails; and infra/ where there is a Bicep
 * compiler. `-- --infra` checks infra/ alone, and fails without a compiler; with `--write` it writes the snapshots.
 */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, help)) return;
  const options = { infra: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } } as const;
  const { infra, write } = parseArgs({ args, options }).values;
  if (!infra) await Promise.all(checks.map(runInOrder));
  if (!(await infraIsSound(infra, write))) process.exitCode = 1;
}
