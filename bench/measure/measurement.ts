/** What one round of a scenario came to. */
export interface Measurement {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the measured process per request, in microseconds. */
  readonly cpuMicroseconds: number;
  /** Requests to storage per request; undefined for what has none or does not tell. */
  readonly storageRequests: number | undefined;
  readonly residentMiB: number;
  /** Answers that were no success, by what came instead. */
  readonly failures: Failures;
}

/** How often a status, or something that is no answer, came in the place of a success. */
export type Failures = Readonly<Record<string, number>>;

/** Adds failures up by their kinds. */
export function sumOfFailures(parts: readonly Failures[]): Failures {
  const sum: Record<string, number> = {};
  for (const [kind, count] of parts.flatMap(Object.entries<number>)) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}

/** What is said of them; empty when there were none. */
export const failuresTold = (failures: Failures): string =>
  Object.entries(failures)
    .map(([kind, count]) => `${count} times ${kind}`)
    .join(', ');

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** The value a share of the values is not above; `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** The median of each figure over several rounds; failures are added up. */
export function medians(rounds: readonly Measurement[]): Measurement {
  const of = (figure: (round: Measurement) => number): number => median(rounds.map(figure));
  const storage = rounds.flatMap(({ storageRequests }) => storageRequests ?? []);
  return {
    requestsPerSecond: of((round) => round.requestsPerSecond),
    p50: of((round) => round.p50),
    p99: of((round) => round.p99),
    cpuMicroseconds: of((round) => round.cpuMicroseconds),
    storageRequests: storage.length === 0 ? undefined : median(storage),
    residentMiB: of((round) => round.residentMiB),
    failures: sumOfFailures(rounds.map(({ failures }) => failures)),
  };
}
