import { tellParent } from '../subjects/tellParent.ts';

/** The order to do so many units of a kind of work. */
export interface Slice {
  readonly kind: string;
  readonly units: number;
  /** Of what the work is to be: the same for each side. */
  readonly number: number;
}

/** Does what the process that forked this one orders, and tells it what a unit took, in microseconds of processor time. */
export function answerSlices(work: (slice: Slice) => void | Promise<void>): void {
  const measure = async (slice: Slice): Promise<number> => {
    const before = process.cpuUsage();
    await work(slice);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / slice.units;
  };
  process.on('message', (slice: Slice) => void measure(slice).then((took) => process.send?.(took)));
  tellParent({ ready: true });
}
