import path from 'node:path';
import type { Plugin } from 'esbuild';
import { projectPaths } from '../../local/projectPaths.ts';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { bundleProcess } from '../subjects/bundleProcess.ts';
import { forkProcess } from '../subjects/forkProcess.ts';
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

const medianOf = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;

/**
 * Measures what client and service take for a row of an import, in one process; beside another checkout, if one is given, by turns:
 * this one, the other, the other, this one.
 */
export async function importTable(
  { built, scratch }: Pick<BenchEnvironment, 'built' | 'scratch'>,
  { rows, rounds, against }: { readonly rows: number; readonly rounds: number; readonly against?: string | undefined },
): Promise<string> {
  const folders = [projectPaths.root, ...(against === undefined ? [] : [path.resolve(against)])];
  const files = folders.map((_folder, at) => path.join(built, `measureImport${at}.mjs`));
  for (const [at, folder] of folders.entries()) {
    await bundleProcess('import/measureImport.ts', files[at] ?? '', [codeOf(folder)]);
  }
  const costs: ImportCosts[][] = folders.map(() => []);
  const turns = folders.map((_folder, at) => at);
  for (let round = 0; round < rounds; round += 1) {
    for (const at of round % 2 === 0 ? turns : turns.toReversed()) {
      const env = { BENCH_ROWS: String(rows), BENCH_REPORT: report, BENCH_SCRATCH: scratch };
      const process = await forkProcess<ImportCosts>(files[at] ?? '', { env, log: path.join(scratch, 'import.log') });
      await process.stop();
      costs[at]?.push(process.message);
    }
  }
  const cells = (kind: keyof ImportCosts): readonly string[] => {
    const [own = NaN, other] = costs.map((each) => medianOf(each.map((cost) => cost[kind])));
    return [
      own.toFixed(0),
      ...(other === undefined ? [] : [other.toFixed(0), `${((own / other) * 100).toFixed(0)} %`]),
    ];
  };
  const others = against === undefined ? '' : ' the other | this of it |';
  return [
    `### A row of an import: ${rows} rows of ${report}, client and service in one process, rows in memory\n`,
    `| row | CPU µs |${others}`,
    `| --- | ---: |${against === undefined ? '' : ' ---: | ---: |'}`,
    `| new | ${cells('created').join(' | ')} |`,
    `| unchanged | ${cells('unchanged').join(' | ')} |`,
  ].join('\n');
}
