/** When a test is to tell, in milliseconds after the last refusal at least, and as a share of the time since the rate changed. */
const [every, share] = [100, 0.05];

/**
 * Milliseconds after the last until one is sent before its time, so that a rate that has risen is found when nothing was refused
 * for so long: more long after a change, where less of what there was is missed by it.
 *
 * @param time milliseconds of the rows
 * @param change milliseconds since the rate changed, when the last was sent
 * @param refusal milliseconds since the last refusal, when the last was sent
 * @param from the share of its time after which it comes at the earliest
 */
export function untilTest(time: number, change: number, refusal: number, from: number): number {
  return Math.max(Math.max(every, share * change, time) - refusal, from * time);
}
