import path from 'node:path';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { forkSides } from '../measure/forkSides.ts';
import { measureSides, type SidesOptions } from '../measure/measureSides.ts';
import { buildName } from '../pairs/buildName.ts';
import { checkoutBundles } from '../pairs/checkoutBundles.ts';
import { pairedAims, pairsTable } from '../pairs/pairsTable.ts';
import type { Part } from '../report/part.ts';
import { bundleProcess } from '../subjects/bundleProcess.ts';
import { forkProcess } from '../subjects/forkProcess.ts';
import type { HostileCosts } from './measureHostile.ts';
import { hostileQueries } from './hostileQueries.ts';
import { typicalQueries } from './typicalQueries.ts';

/** At least so much of what another build parses in a time is promised. */
const leastShare = 0.9;

/** Queries of a slice, which takes a millisecond or two, and how often the hostile ones are parsed by a process of their own. */
const [queriesOfSlice, hostileRuns] = [300, 5] as const;

/** Measures what parsing query options takes, beside another checkout, if one is given, and beside itself. */
export async function parsingTable(
  { built, scratch, repetitions }: Pick<BenchEnvironment, 'built' | 'scratch' | 'repetitions'>,
  { against, ...options }: SidesOptions & { readonly against: string | undefined },
): Promise<Part> {
  const { own, other } = await checkoutBundles('parsing/measureParsing.ts', built, against);
  const hostile = path.join(built, 'measureHostile.mjs');
  await bundleProcess('parsing/measureHostile.ts', hostile);
  const fork = { env: {}, log: path.join(scratch, 'parsing.log') };
  const pairs = await measureSides(
    Object.keys(typicalQueries),
    options,
    repetitions,
    async (order) => await forkSides({ own, same: own, other }, order, fork, () => queriesOfSlice),
  );
  const slowest: number[] = [];
  while (slowest.length < hostileRuns) {
    const process = await forkProcess<HostileCosts>(hostile, fork);
    await process.stop();
    slowest.push(process.message.slowest);
  }
  const beside = against === undefined ? undefined : buildName(against);
  return {
    text: [
      pairsTable({ title: 'Parsing of query options', what: 'query option', digits: 2, other: beside }, pairs),
      `\nThe slowest of ${Object.keys(hostileQueries).length} hostile ones takes ${(Math.min(...slowest) / 1000).toFixed(2)} ms.`,
    ].join('\n'),
    aims: pairedAims('parsing', 1 / leastShare, beside, pairs),
  };
}
