import type { EntityType } from '../../shared/edm/entityType.ts';
import type { FeedSteps } from '../../shared/service/connectionFile.ts';

const feed = 'Feed = OData.Feed("{root}", null, [Implementation = "2.0"])';

const query = (steps: readonly string[], result: string): string =>
  `let\n    ${steps.join(',\n    ')}\nin\n    ${result}`;

/** The rows of a set: of details, which are the state of a night, those of the newest refresh date. */
function stepsOf({ name, shape, reportFunction }: EntityType): string {
  const rows = `Rows = Feed{[Name = "${name}", Signature = "table"]}[Data]`;
  const { refreshDate, period } = reportFunction ?? {};
  if (shape !== 'detail' || refreshDate === undefined) return query([feed, rows], 'Rows');
  const parts = [refreshDate, ...(period === undefined ? [] : [period])];
  const none = parts.map((part) => `${part} = null`).join(', ');
  const same = parts.map((part) => `[${part}] = Newest[${part}]`).join(' and ');
  return query(
    [
      feed,
      rows,
      `Newest = Table.First(Table.Sort(Rows, {{"${refreshDate}", Order.Descending}}), [${none}])`,
      `Report = Table.SelectRows(Rows, each ${same})`,
    ],
    'Report',
  );
}

/** The steps of Power Query that the files for Excel hold, by set, and those for the whole feed. */
export function feedSteps(types: readonly EntityType[]): FeedSteps {
  return Object.fromEntries([
    ['all', query([feed], 'Feed')],
    ...types.map((type) => [type.name, stepsOf(type)] as const),
  ]);
}
