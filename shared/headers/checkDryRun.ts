import { ODataError } from '../errors/odataError.ts';
import type { Preferences } from './parsePreferences.ts';

/** Methods that write nothing in any case. */
const reading: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses the preference dry-run where it cannot be honoured: a preference may be ignored (RFC 7240, 2), but whoever sends this one
 * counts on nothing being written.
 *
 * @param isHonoured the operation honours it, or is one that only reads
 */
export function checkDryRun({ dryRun }: Preferences, method: string, isHonoured: boolean): void {
  if (dryRun !== true || isHonoured || reading.includes(method)) return;
  throw new ODataError(
    'invalidHeader',
    "'Prefer: dry-run' is for an update of many rows alone, PATCH of an entity set. Nothing was written.",
    { target: 'Prefer' },
  );
}
