import type { Pairs, Spread } from '../measure/measurePairs.ts';
import type { Aim } from '../report/part.ts';

/** How a table of pairs is headed. */
export interface PairsHead {
  readonly title: string;
  /** What its lines are. */
  readonly what: string;
  /** Decimal places of what this build took. */
  readonly digits: number;
  /** The other checkout; without one this build is beside itself alone. */
  readonly against: string | undefined;
}

const quarters = ({ lower, median, upper }: Spread, digits: number, scale = 1): string => {
  const [middle, from, to] = [median, lower, upper].map((value) => (value * scale).toFixed(digits));
  return `${middle} (${from} to ${to})`;
};

/** What lies within what a build comes to beside itself is no difference. */
function verdict({ median }: Spread, { lower, upper }: Spread): string {
  const spread = Math.max(1 - lower, upper - 1);
  return Math.abs(median - 1) <= spread ? 'no difference' : median < 1 ? 'less' : 'more';
}

/** What a build takes by its median beside another one and beside itself, as a table in Markdown. */
export function pairsTable<K extends string>({ title, what, digits, against }: PairsHead, pairs: Pairs<K>): string {
  const { own, ratio, same, turns, repeated, disturbed } = pairs;
  const hasOther = against !== undefined;
  const lines = (Object.keys(own) as K[]).map((kind) =>
    [
      kind,
      quarters(own[kind], digits),
      ...(hasOther ? [quarters(ratio[kind], 0, 100)] : []),
      quarters(same[kind], 0, 100),
      ...(hasOther ? [verdict(ratio[kind], same[kind])] : []),
    ].join(' | '),
  );
  return [
    `### ${title}\n`,
    `| ${what} | CPU µs |${hasOther ? ' % of the other build |' : ''} % of itself |${hasOther ? ' |' : ''}`,
    `| --- | ---: |${hasOther ? ' ---: |' : ''} ---: |${hasOther ? ' --- |' : ''}`,
    ...lines.map((line) => `| ${line} |`),
    '',
    `Median and quarters of ${turns} turns; ${repeated} were measured again because others used more than 5 % of the machine, ${disturbed} counted all the same.`,
  ].join('\n');
}

/** The promise that nothing takes more than a share of what another build takes; none without one. */
export function pairedAims<K extends string>(
  name: string,
  most: number,
  against: string | undefined,
  { ratio, same }: Pairs<K>,
): readonly Aim[] {
  if (against === undefined) return [];
  return (Object.keys(ratio) as K[]).map((kind) => ({
    promised: `${name}, ${kind}: at most ${(most * 100).toFixed(0)} % of the CPU of the build before`,
    measured: `${quarters(ratio[kind], 0, 100)} %, itself ${quarters(same[kind], 0, 100)} %`,
    isReached: ratio[kind].median <= most || (most >= 1 && verdict(ratio[kind], same[kind]) === 'no difference'),
  }));
}
