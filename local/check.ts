import { runTool } from './process/runTool.ts';

const checks: readonly (readonly [program: string, ...args: string[]])[] = [
  ['typescript/bin/tsc', '-p', '.'],
  ['typescript/bin/tsc', '-p', 'web'],
  ['typescript/bin/tsc', '-p', 'tests/clients'],
  ['eslint/bin/eslint.js', '--max-warnings', '0', '.'],
  ['prettier/bin/prettier.cjs', '--check', '.'],
  ['jest/bin/jest.js', 'tests/house.test.ts'],
];

/** `npm run check`: types, lint, formatting and the house rules, all of them, whatever fails. */
export async function main(): Promise<void> {
  for (const [program, ...args] of checks) if ((await runTool(program, args)) !== 0) process.exitCode = 1;
}
