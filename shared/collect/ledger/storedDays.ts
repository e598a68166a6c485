import { ageProperty, type EntityType } from '../../edm/entityType.ts';
import type { AskService } from './askService.ts';
import { readEntitySet } from './entity.ts';
import { fewAtOnce } from './fewAtOnce.ts';

/** The days of a series from one to another of which there are rows. */
export async function seriesDays(
  ask: AskService,
  report: string,
  day: string,
  [from, to]: readonly [from: string, to?: string | undefined],
): Promise<ReadonlySet<string>> {
  const until = to === undefined ? '' : ` and ${day} le ${to}`;
  const query = `$filter=${encodeURIComponent(`${day} ge ${from}${until}`)}&$select=${day}`;
  const rows = await readEntitySet<Readonly<Record<string, string>>>(ask, report, query);
  return new Set(rows.map((row) => row[day] ?? ''));
}

/**
 * Which of some days a report has rows of; of a detail and a total these are refresh dates.
 *
 * @throws CollectFailure when the service refuses
 */
export async function storedDays(
  ask: AskService,
  type: EntityType,
  days: readonly string[],
): Promise<ReadonlySet<string>> {
  const { name, reportFunction: called } = type;
  const sorted = [...days].sort();
  const [first = ''] = sorted;
  if (called?.newestFirst !== undefined) return await seriesDays(ask, name, called.newestFirst, [first, sorted.at(-1)]);
  const age = ageProperty(type) ?? '';
  const found = await fewAtOnce(sorted, async (date) => {
    const query = `$filter=${encodeURIComponent(`${age} eq ${date}`)}&$select=id&$top=1`;
    return (await readEntitySet(ask, name, query)).map(() => date);
  });
  return new Set(found.flat());
}
