import { helpAsked } from './process/helpAsked.ts';
import { runTool } from './process/runTool.ts';

const help = {
  usage: 'npm run bench [-- --quick] [--only PARTS] [--against FOLDER] [--write]',
  purpose: [
    'Measures the app beside the smallest function, a hand-written handler and another checkout, and prints tables.',
    'Parts: scenarios,pairs,meter,steps,parsing,import,azurite,cold,cost; by name only: night,million.',
    'All of them take about 22 minutes of a machine that does nothing else; import alone takes 6.',
  ],
  options: {
    quick: { value: '', says: 'one short round over fewer rows, a few minutes' },
    only: { value: 'PARTS', says: 'these parts, separated by commas' },
    against: {
      value: 'FOLDER',
      says: 'another checkout, with its libraries, beside which pairs, parsing and import are measured',
    },
    rows: { value: 'N', says: 'rows stored before' },
    turns: { value: 'N', says: 'turns of pairs of runs; of pairs of slices, how often each side is started' },
    scenario: { value: 'NAME', says: 'this scenario alone' },
    subject: { value: 'NAME', says: 'this app alone' },
    users: { value: 'N,...', says: 'sizes of the organisations of night' },
    nights: { value: 'NAMES', says: 'first,second' },
    profile: { value: 'FOLDER', says: 'keeps profiles of the measured processes' },
    nodes: { value: 'FILES', says: 'Node.js binaries for cold starts' },
    write: { value: '', says: 'writes docs/performance.md and docs/cost.svg' },
  },
};

/** `npm run bench [-- --quick]`: measures the app beside others and prints tables. */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, help)) return;
  process.exitCode = await runTool('tsx/dist/cli.mjs', ['bench/runBench.ts', ...args]);
}
