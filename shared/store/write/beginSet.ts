import { isTransient, pauseBeforeRetry } from '../rows/pauseBeforeRetry.ts';
import type { RowOperation } from '../rows/rows.ts';
import { storageError } from '../rows/storageError.ts';
import { newVersion } from './newVersion.ts';
import { birthRowKey, readBeginning, type SetSource } from './setBeginning.ts';

/**
 * What has a set remember its beginning, which is now, or that of its oldest change row where it has rows already; undefined
 * where it remembers. One request to storage.
 */
export async function birthOf(source: SetSource): Promise<RowOperation | undefined> {
  const { birth, since, answered } = await readBeginning(source);
  if (birth !== undefined && birth !== '') return undefined;
  const properties = { since: BigInt(since ?? answered), birth: newVersion(answered) };
  return { kind: 'insert', row: { rowKey: birthRowKey, properties } };
}

/** Has the set of a tenant remember its beginning. One request where it does, and another where it is written. */
export async function beginSet(source: SetSource): Promise<void> {
  const { partition, scope } = source;
  for (let retry = 1; ; retry += 1) {
    const birth = await birthOf(source);
    if (birth === undefined) return;
    const outcome = await partition.transact([birth]);
    // Another writer was faster, or this one was and did not hear of it.
    if (outcome.ok || outcome.failure.kind === 'conflict') return;
    if (!isTransient(outcome.failure)) throw storageError(outcome.failure);
    await pauseBeforeRetry(scope, outcome.failure, retry);
  }
}
