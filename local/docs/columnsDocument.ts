import type { EntityType, Property } from '../../shared/edm/entityType.ts';
import { markdownTable } from './markdownTable.ts';

/** What may be done with a number, in a word for the table. */
const measures = {
  flow: 'happened that day: may be added over days',
  distinct: 'active that day: never added over days',
  level: 'a state at the end of the day',
  period: 'counted over the period of the row',
} as const;

const units = {
  count: '',
  bytes: ', in bytes',
  duration: '',
  minutes: ', in minutes',
  seconds: ', in seconds',
} as const;

function kindOf({ type, collection, measure, unit = 'count' }: Property): string {
  const plain = type.replace('Edm.', '');
  const told = collection ? `list of ${plain}` : plain;
  return measure === undefined ? told : `${told}; ${measures[measure]}${units[unit]}`;
}

/** The columns of a report as a table: as they are called in a feed, by people, and what they tell. */
export function columnsTable({ properties }: EntityType): string {
  const rows = Object.entries(properties).map(([name, property]) => [
    `\`${name}\``,
    property.label ?? '',
    property.description,
    kindOf(property),
  ]);
  const id = ['`id`', '', 'The name of the row in the service; not needed in a sheet.', 'String'];
  return markdownTable(['Column', 'In words', 'What it tells', 'What it is'], [id, ...rows]);
}

/** The text of docs/columns.md: the columns of every report, by its title. */
export function columnsDocument(reports: readonly EntityType[]): string {
  const ordered = reports.toSorted((left, right) => ((left.title ?? '') < (right.title ?? '') ? -1 : 1));
  const sections = ordered.map(
    (type) => `## ${type.title ?? type.name}\n\n\`${type.name}\`: ${type.description}\n\n${columnsTable(type)}`,
  );
  const head = [
    '# Columns',
    'The columns of every report, as Excel, Power BI and any other client of the feed see them, by the title of the report. An empty cell means that a figure is not',
    'known, which is not 0. What the rows of a report are, and which there are, is in [reports.md](reports.md). Written by `npm run docs` from `shared/model/`.',
  ];
  return [`${head[0]}\n\n${head[1]}\n${head[2]}`, ...sections].join('\n\n').concat('\n');
}
