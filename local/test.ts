import { runTool } from './process/runTool.ts';

/** `npm test [-- arguments of jest]`. */
export async function main(args: string[]): Promise<void> {
  process.exitCode = await runTool('jest/bin/jest.js', args);
}
