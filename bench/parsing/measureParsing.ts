import { parseQueryOptions } from '../../shared/url/query/parseQueryOptions.ts';
import { tellParent } from '../subjects/tellParent.ts';
import { hostileQueries } from './hostileQueries.ts';
import { typicalQueries } from './typicalQueries.ts';

/** What parsing takes, in microseconds of processor time. */
export interface ParsingCosts {
  readonly typical: Readonly<Record<string, number>>;
  readonly slowestHostile: number;
}

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 100_000);

function parse(query: string): void {
  try {
    parseQueryOptions(query);
  } catch {
    // How it is refused is what tests are about.
  }
}

/** The processor time of this process: what others do on the machine does not count. */
function timeOf(query: string, count: number): number {
  const began = process.cpuUsage();
  for (let round = 0; round < count; round += 1) parse(query);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / count;
}

/** The middle of several runs, so that a collection of garbage is not taken for the parser's time. */
function middle(runs: readonly number[]): number {
  return [...runs].sort((left, right) => left - right)[Math.floor(runs.length / 2)] ?? NaN;
}

for (const query of Object.values(typicalQueries)) timeOf(query, Math.ceil(rounds / 5));
tellParent({
  typical: Object.fromEntries(
    Object.entries(typicalQueries).map(([name, query]) => [
      name,
      middle(Array.from({ length: 5 }, () => timeOf(query, Math.ceil(rounds / 5)))),
    ]),
  ),
  slowestHostile: Math.max(
    ...Object.values(hostileQueries).map((query) => middle(Array.from({ length: 5 }, () => timeOf(query, 1)))),
  ),
});
