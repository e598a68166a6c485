import { watchForeignLoad } from './foreignLoad.ts';

/** The share of the machine that others may take, and how often a round is measured again where they took more. */
const [mostForeign, mostRepetitions] = [0.05, 3];

/** Rounds that were measured again because others used the machine, and those that were counted all the same. */
export interface Disturbances {
  readonly repeated: number;
  readonly disturbed: number;
}

/** The disturbances of several measurements together. */
export const sumOf = (parts: readonly Disturbances[]): Disturbances => ({
  repeated: parts.reduce((sum, { repeated }) => sum + repeated, 0),
  disturbed: parts.reduce((sum, { disturbed }) => sum + disturbed, 0),
});

/** What is said of them below a table. */
export const disturbancesTold = ({ repeated, disturbed }: Disturbances): string =>
  `${repeated} were measured again because others used more than 5 % of the machine, ${disturbed} counted all the same.`;

/** Measures a round again where others used the machine meanwhile, as long as a run has time for that. */
export class Repetitions {
  #milliseconds: number;
  readonly #watch: typeof watchForeignLoad;

  /** @param milliseconds what all repetitions of a run may take together */
  constructor(milliseconds: number, watch = watchForeignLoad) {
    this.#milliseconds = milliseconds;
    this.#watch = watch;
  }

  /**
   * Measures a round, three times more at most.
   *
   * @param pids processes that are measured and go on: what they take is not foreign
   */
  async measure<T>(
    pids: readonly number[],
    round: () => Promise<T>,
  ): Promise<{ readonly result: T; readonly disturbances: Disturbances }> {
    for (let repeated = 0; ; repeated += 1) {
      const began = performance.now();
      const foreignLoad = this.#watch(pids);
      const result = await round();
      const { stolen, foreign } = foreignLoad();
      const took = performance.now() - began;
      if (repeated > 0) this.#milliseconds -= took;
      const isDisturbed = stolen > mostForeign || foreign > mostForeign;
      if (isDisturbed && repeated < mostRepetitions && this.#milliseconds >= took) continue;
      return { result, disturbances: { repeated, disturbed: isDisturbed ? 1 : 0 } };
    }
  }
}
