/** When a test is to tell, in milliseconds after the last refusal, as shares of the time since the rate changed and of that of the rows. */
const [every, soon, long, half] = [100, 0.3, 0.02, 0.5];

/** The share of its time after which a test comes at the earliest. */
const from = 0.25;

/** Times in milliseconds: of the rows, since the rate changed, and since the last refusal, each as it was when the last was sent. */
interface Since {
  readonly time: number;
  readonly change: number;
  readonly refusal: number;
}

/**
 * Milliseconds after the last until one is sent before its time, so that a rate that has risen is found when nothing was refused
 * for so long: less soon after a change, more long after one, where less of what there was is missed by it.
 */
export function untilTest({ time, change, refusal }: Since): number {
  const often = Math.max(Math.min(every, soon * change), long * change, half * time);
  return Math.max(often - refusal, from * time);
}
