import type { Preferences } from '../headers/parsePreferences.ts';
import type { Method } from '../operations/operationTable.ts';
import type { Result, ResultKind, ResultPage } from '../operations/contract/result.ts';

/** What a read shows, but for changes: in those null is news (Protocol 4.01, 8.2.8.6). */
const data: readonly ResultKind[] = ['entity', 'collection', 'singleton'];

/** The pages of a result. */
function pagesOf(result: Result): readonly ResultPage[] {
  if (result.kind === 'singleton') return result.expanded.map(({ page }) => page);
  return 'page' in result && 'rows' in result.page ? [result.page] : [];
}

/**
 * The preferences an answer honours and acknowledges: `omit-values` holds for data that is read and for the answer to an
 * insert; an update and what changed are told with their nulls (Protocol 4.01, 8.2.8.6).
 */
export function honouredPreferences(preferences: Preferences, method: Method, result: Result): Preferences {
  const { omitValues, maxpagesize, ...others } = preferences;
  const omits = data.includes(result.kind) || (result.kind === 'written' && method === 'POST');
  const isDivided = pagesOf(result).every(({ isUndivided }) => isUndivided !== true);
  return {
    ...others,
    ...(omits && omitValues !== undefined && { omitValues }),
    ...(isDivided && maxpagesize !== undefined && { maxpagesize }),
  };
}
