import type { Preferences } from '../headers/parsePreferences.ts';
import type { Method } from '../operations/operationTable.ts';
import type { Result, ResultKind } from '../operations/contract/result.ts';

/** What a read shows, but for changes: in those null is news (Protocol 4.01, 8.2.8.6). */
const data: readonly ResultKind[] = ['entity', 'collection', 'singleton'];

/**
 * The preferences an answer honours and acknowledges: `omit-values` holds for data that is read and for the answer to an
 * insert; an update and what changed are told with their nulls (Protocol 4.01, 8.2.8.6).
 */
export function honouredPreferences(preferences: Preferences, method: Method, { kind }: Result): Preferences {
  const { omitValues, ...others } = preferences;
  const omits = data.includes(kind) || (kind === 'written' && method === 'POST');
  return omits && omitValues !== undefined ? preferences : others;
}
