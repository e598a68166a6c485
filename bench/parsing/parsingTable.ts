import path from 'node:path';
import type { BenchEnvironment } from '../startEnvironment.ts';
import { measurePairs } from '../measure/measurePairs.ts';
import { buildName } from '../pairs/buildName.ts';
import { checkoutBundles } from '../pairs/checkoutBundles.ts';
import { pairedAims, pairsTable } from '../pairs/pairsTable.ts';
import type { Part } from '../report/part.ts';
import { forkProcess } from '../subjects/forkProcess.ts';
import type { ParsingCosts } from './measureParsing.ts';
import { hostileQueries } from './hostileQueries.ts';
import { typicalQueries } from './typicalQueries.ts';

/** At least so much of what another build parses in a time is promised. */
const leastShare = 0.9;

/** Measures what parsing query options takes, beside another checkout, if one is given, by turns, and beside itself. */
export async function parsingTable(
  { built, scratch, repetitions }: Pick<BenchEnvironment, 'built' | 'scratch' | 'repetitions'>,
  { turns, rounds, against }: { readonly turns: number; readonly rounds: number; readonly against: string | undefined },
): Promise<Part> {
  const files = await checkoutBundles('parsing/measureParsing.ts', built, against);
  const hostileTimes: number[] = [];
  const kinds = Object.keys(typicalQueries);
  const other = against === undefined ? undefined : buildName(against);
  const pairs = await measurePairs(kinds, turns, repetitions, async (build) => {
    const env = { BENCH_ROUNDS: String(rounds) };
    const process = await forkProcess<ParsingCosts>(files[build], { env, log: path.join(scratch, 'parsing.log') });
    await process.stop();
    if (build === 'own') hostileTimes.push(process.message.slowestHostile);
    return process.message.typical;
  });
  const slowest = Math.min(...hostileTimes) / 1000;
  return {
    text: [
      pairsTable({ title: 'Parsing of query options', what: 'query option', digits: 2, other }, pairs),
      `\nThe slowest of ${Object.keys(hostileQueries).length} hostile ones takes ${slowest.toFixed(2)} ms.`,
    ].join('\n'),
    aims: pairedAims('parsing', 1 / leastShare, other, pairs),
  };
}
