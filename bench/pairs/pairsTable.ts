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

/** What numbers that are not exact may differ by. */
const rounding = 1e-9;

const quarters = ({ lower, median, upper }: Spread, digits: number, scale = 1): string => {
  const [middle, from, to] = [median, lower, upper].map((value) => (value * scale).toFixed(digits));
  return `${middle} (${from} to ${to})`;
};

/** Most that the quarters of a build beside itself may lie from 1 for them to say that something is no difference. */
const widestSpread = 0.05;

type Verdict = 'less' | 'more' | 'no difference' | 'undecided';

/** How far the quarters of a build beside itself lie from 1. */
const widthOf = ({ lower, upper }: Spread): number => Math.max(1 - lower, upper - 1);

/** What lies within what a build comes to beside itself is no difference, unless that is so wide that it says nothing. */
function verdict({ median }: Spread, same: Spread): Verdict {
  const width = widthOf(same);
  if (Math.abs(median - 1) > width) return median < 1 ? 'less' : 'more';
  return width <= widestSpread + rounding ? 'no difference' : 'undecided';
}

/**
 * A promise is kept by a median within it, or, of one that nothing is more, by what is no difference; and where a build beside
 * itself says too little for that, by quarters that lie within it.
 */
function isWithin(most: number, ratio: Spread, same: Spread): boolean {
  if (widthOf(same) > widestSpread + rounding) return ratio.upper <= most + rounding;
  return ratio.median <= most + rounding || (most === 1 && verdict(ratio, same) === 'no difference');
}

/** What a build takes by its median beside another one and beside itself, as a table in Markdown. */
export function pairsTable<K extends string>({ title, what, digits, other }: PairsHead, pairs: Pairs<K>): string {
  const { own, ratio, same, told } = pairs;
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
    `Median and quarters of ${told}; of the rounds ${disturbancesTold(pairs)}`,
  ].join('\n');
}

/** The promise that nothing of some kinds, all unless given, takes more than a share of what something else takes, with the worst of what was measured; none without one. */
export function pairedAims<K extends string>(
  name: string,
  most: number,
  other: string | undefined,
  { ratio, same }: Pairs<K>,
  only: readonly K[] = Object.keys(ratio) as K[],
): readonly Aim[] {
  if (other === undefined) return [];
  const kinds = [...only].sort((left, right) => ratio[right].median - ratio[left].median);
  const short = kinds.filter((kind) => !isWithin(most, ratio[kind], same[kind]));
  const told = (short.length > 0 ? short : kinds.slice(0, 1)).map(
    (kind) => `${kind} ${quarters(ratio[kind], 0, 100)} %, itself ${quarters(same[kind], 0, 100)} %`,
  );
  const which = kinds.length === 1 ? String(kinds[0]) : `each of ${kinds.length}`;
  return [
    {
      promised: `${name}: ${which} at most ${(most * 100).toFixed(0)} % of the CPU of ${other}`,
      measured: `${short.length > 0 ? 'above it' : 'the most'}: ${told.join('; ')}`,
      isReached: short.length === 0,
    },
  ];
}
