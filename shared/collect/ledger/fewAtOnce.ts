import { inParallel } from '../../time/inParallel.ts';

/** Most requests under way at a time for the entries of one file. */
const most = 4;

/** Does some work for each item, a few at a time; the results in the order of the items. Rejects with the first failure, behind which none is begun. */
export const fewAtOnce = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> =>
  await inParallel(items, most, work);
