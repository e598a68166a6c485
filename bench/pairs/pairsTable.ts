import type { Pairs, Spread } from '../measure/measurePairs.ts';
import { disturbancesTold } from '../measure/repetitions.ts';
import type { Aim } from '../report/part.ts';

/** How a table of pairs is headed. */
export interface PairsHead {
  readonly title: string;
  /** What its lines are. */
  readonly what: string;
  /** Decimal places of what this build took. */
  readonly digits: number;
  /** What it is beside; if nothing, it is beside itself alone. */
  readonly other: string | undefined;
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
export function pairsTable<K extends string>({ title, what, digits, other }: PairsHead, pairs: Pairs<K>): string {
  const { own, ratio, same, turns } = pairs;
  const hasOther = other !== undefined;
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
    `| ${what} | CPU µs |${hasOther ? ` % of ${other} |` : ''} % of itself |${hasOther ? ' |' : ''}`,
    `| --- | ---: |${hasOther ? ' ---: |' : ''} ---: |${hasOther ? ' --- |' : ''}`,
    ...lines.map((line) => `| ${line} |`),
    '',
    `Median and quarters of ${2 * turns} pairs in ${turns} turns; of these ${disturbancesTold(pairs)}`,
  ].join('\n');
}

/** The promise that nothing takes more than a share of what something else takes, with the worst of what was measured; none without one. */
export function pairedAims<K extends string>(
  name: string,
  most: number,
  other: string | undefined,
  { ratio, same }: Pairs<K>,
): readonly Aim[] {
  if (other === undefined) return [];
  const kinds = (Object.keys(ratio) as K[]).sort((left, right) => ratio[right].median - ratio[left].median);
  const isWithin = (kind: K): boolean =>
    ratio[kind].median <= most || (most === 1 && verdict(ratio[kind], same[kind]) === 'no difference');
  const short = kinds.filter((kind) => !isWithin(kind));
  const told = (short.length > 0 ? short : kinds.slice(0, 1)).map(
    (kind) => `${kind} ${quarters(ratio[kind], 0, 100)} %, itself ${quarters(same[kind], 0, 100)} %`,
  );
  return [
    {
      promised: `${name}: each of ${kinds.length} at most ${(most * 100).toFixed(0)} % of the CPU of ${other}`,
      measured: `${short.length > 0 ? 'above it' : 'the most'}: ${told.join('; ')}`,
      isReached: short.length === 0,
    },
  ];
}
