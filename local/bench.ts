import { runTool } from './process/runTool.ts';

/** `npm run bench [-- --quick]`: measures the app beside others and prints tables. */
export async function main(args: string[]): Promise<void> {
  process.exitCode = await runTool('tsx/dist/cli.mjs', ['bench/runBench.ts', ...args]);
}
