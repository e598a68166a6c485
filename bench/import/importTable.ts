import path from 'node:path';
import type { Plugin } from 'esbuild';
import { projectPaths } from '../../local/projectPaths.ts';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { bundleProcess } from '../subjects/bundleProcess.ts';
import { forkProcess } from '../subjects/forkProcess.ts';
import { measurePairs, type Spread } from '../measure/measurePairs.ts';
import type { ImportCosts } from './measureImport.ts';

const report = 'office365ActiveUserDetail';

/** Takes the code that is measured from another checkout, and the measurement itself from this one. */
const codeOf = (folder: string): Plugin => ({
  name: 'code',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/\.\.\/(?:shared|local)\// }, ({ path: asked, resolveDir }) =>
      resolveDir.startsWith(path.join(projectPaths.root, 'bench'))
        ? { path: path.join(folder, 'bench/import', asked) }
        : undefined,
    );
  },
});

/** The figures of a table, in its order. */
const kinds = ['created', 'unchanged'] as const;
const names: Readonly<Record<keyof ImportCosts, string>> = { created: 'new', unchanged: 'unchanged' };

const quarters = ({ lower, median, upper }: Spread, digits: number, scale = 1): string => {
  const [middle, from, to] = [median, lower, upper].map((value) => (value * scale).toFixed(digits));
  return `${middle} (${from} to ${to})`;
};

/**
 * Measures what client and service take for a row of an import, in one process; beside another checkout, if one is given, by
 * turns, and beside itself.
 */
export async function importTable(
  { built, scratch }: Pick<BenchEnvironment, 'built' | 'scratch'>,
  { rows, turns, against }: { readonly rows: number; readonly turns: number; readonly against?: string | undefined },
): Promise<string> {
  const folders = { own: projectPaths.root, other: path.resolve(against ?? projectPaths.root) };
  const files = { own: path.join(built, 'measureImport.mjs'), other: path.join(built, 'measureOtherImport.mjs') };
  await bundleProcess('import/measureImport.ts', files.own, [codeOf(folders.own)]);
  await bundleProcess('import/measureImport.ts', files.other, [codeOf(folders.other)]);
  const env = { BENCH_ROWS: String(rows), BENCH_REPORT: report, BENCH_SCRATCH: scratch };
  const { own, ratio, same, repeated, disturbed } = await measurePairs(kinds, turns, async (build) => {
    const process = await forkProcess<ImportCosts>(files[build], { env, log: path.join(scratch, 'import.log') });
    await process.stop();
    return { ...process.message };
  });
  const lines = kinds.map((kind) =>
    [
      names[kind],
      quarters(own[kind], 0),
      ...(against === undefined ? [] : [quarters(ratio[kind], 0, 100)]),
      quarters(same[kind], 0, 100),
    ].join(' | '),
  );
  return [
    `### A row of an import: ${rows} rows of ${report}, client and service in one process, rows in memory\n`,
    `| row | CPU µs |${against === undefined ? '' : ' % of the other |'} % of itself |`,
    `| --- | ---: |${against === undefined ? '' : ' ---: |'} ---: |`,
    ...lines.map((line) => `| ${line} |`),
    '',
    `Median and quarters of ${turns} turns; ${repeated} were measured again because others used more than 5 % of the machine, ${disturbed} counted all the same.`,
  ].join('\n');
}
