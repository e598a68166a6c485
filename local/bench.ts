import { runBench } from '../bench/runBench.ts';

/** `npm run bench [-- --quick]`: measures the app beside others and prints a table. */
export async function main(args: string[]): Promise<void> {
  await runBench(args);
}
