import type { Clock } from './clock.ts';

/**
 * A moment by both clocks of the machine, of which one may be set back and the other stand still: what has passed since is the
 * larger of what either says.
 */
export class Moment {
  readonly #wall: number;
  readonly #monotonic = performance.now();

  constructor(clock: Clock) {
    this.#wall = clock.now();
  }

  /** Milliseconds since. */
  ageBy(clock: Clock): number {
    return Math.max(Math.abs(clock.now() - this.#wall), performance.now() - this.#monotonic);
  }
}
