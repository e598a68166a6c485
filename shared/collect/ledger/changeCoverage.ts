import { CollectFailure } from '../collectFailure.ts';
import type { AskService } from './askService.ts';
import { coverageName, type CoverageEntry } from './coverageEntry.ts';
import { patchEntity, readEntity } from './entity.ts';

/** How often the entity is read again when somebody else changed it. */
const attempts = 5;

/**
 * Changes what there is of a report, which may be nothing yet, however many do so at a time.
 *
 * @param change the properties that are to be set, by what is there; undefined when it is to stay as it is. It is told whether they may
 *   have been set by this call already
 * @throws CollectFailure when the service refuses
 */
export async function changeCoverage(
  ask: AskService,
  report: string,
  change: (
    before: CoverageEntry | undefined,
    mayBeSet: boolean,
  ) => Promise<Readonly<Record<string, unknown>> | undefined>,
): Promise<void> {
  let mayBeSet = false;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const found = await readEntity<CoverageEntry>(ask, coverageName, report);
    const values = await change(found?.entity, mayBeSet);
    if (values === undefined) return;
    const condition: Readonly<Record<string, string>> =
      found === undefined ? { 'If-None-Match': '*' } : { 'If-Match': found.entityTag };
    const isSet = await patchEntity(ask, coverageName, report, values, condition);
    if (isSet === true) return;
    mayBeSet ||= isSet === undefined;
  }
  throw new CollectFailure(`The coverage of ${report} was changed by others all the time.`, { isTransient: true });
}
