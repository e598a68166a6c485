import { tellParent } from '../subjects/tellParent.ts';
import { hostileQueries } from './hostileQueries.ts';
import { parseQuery } from './parseQuery.ts';
import { typicalQueries } from './typicalQueries.ts';

/** What parsing the slowest hostile query takes, in microseconds of processor time. */
export interface HostileCosts {
  readonly slowest: number;
}

/** Of several runs the middle, so that a collection of garbage is not taken for the parser's time. */
function timeOf(query: string): number {
  const runs = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    parseQuery(query, 1);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return runs.sort((left, right) => left - right)[2] ?? NaN;
}

for (const query of Object.values(typicalQueries)) parseQuery(query, 20_000);
tellParent({ slowest: Math.max(...Object.values(hostileQueries).map(timeOf)) });
