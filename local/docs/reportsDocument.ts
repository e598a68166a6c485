import { reportRequests } from '../../shared/collect/graph/reportRequests.ts';
import type { EntityType, Property } from '../../shared/edm/entityType.ts';
import { naturalId } from '../../shared/edm/naturalId.ts';
import type { PropertyValue } from '../../shared/edm/edmValue.ts';
import { primitiveTypes } from '../../shared/edm/primitiveTypes.ts';
import { services } from '../../shared/model/services.ts';
import { columnsSince } from './columnsSince.ts';
import { markdownTable } from './markdownTable.ts';
import { reportSurprises } from './reportSurprises.ts';

const rows = {
  series: 'a day',
  total: 'the state of a date for a period',
  detail: 'the state of a date for a period, of',
} as const;

/** What a detail is about, by the property that tells it. */
const subjects: readonly (readonly [property: RegExp, words: string])[] = [
  [/^team/, 'a team'],
  [/^group/, 'a group'],
  [/^siteId$/, 'a site'],
  [/^userPrincipalName$/, 'a user'],
];

function exampleValue({ type, example, collection }: Property): PropertyValue {
  if (collection) return [];
  return example === undefined ? null : (primitiveTypes[type].fromText(example) ?? null);
}

/** The id the row of the examples has. */
function exampleId(type: EntityType): string {
  const values = Object.entries(type.properties).map(([name, property]) => [name, exampleValue(property)]);
  return [naturalId(type, Object.fromEntries(values) as Readonly<Record<string, PropertyValue>>)].join('');
}

function rowWords(type: EntityType): string {
  const { shape = 'series', reportFunction, subject } = type;
  const roles = [reportFunction?.refreshDate, reportFunction?.period, reportFunction?.newestFirst];
  const others = type.naturalKey.filter((name) => !roles.includes(name));
  const label = (name: string): string => (type.properties[name]?.label ?? name).toLowerCase();
  const words = reportFunction?.period === undefined ? rows[shape].replace(' for a period', '') : rows[shape];
  const told = subject?.id ?? subject?.names[0] ?? '';
  const whose =
    shape === 'detail'
      ? ` ${subjects.find(([property]) => property.test(told))?.[1] ?? label(told)}`
      : others.map((name) => ` and ${label(name)}`).join('');
  return `${words}${whose}: \`${exampleId(type)}\``;
}

function call({ reportFunction }: EntityType): string {
  const { root = '', name = '', parameters = [], versions = {} } = reportFunction ?? {};
  const argument = parameters.map((parameter) => (parameter === 'period' ? 'period' : 'date')).join(' or ');
  const version = Object.keys(versions).length > 0 ? ', version' : '';
  return `\`${root}/${name}(${argument}${version})\``;
}

function periods({ reportFunction }: EntityType): string {
  const { periods: all = [], versions = {} } = reportFunction ?? {};
  const told = Object.entries(versions);
  if (told.length > 0) return told.map(([version, each]) => `${version}: ${each.join(', ')}`).join('; ');
  return all.length === 0 ? 'none' : all.join(', ');
}

/** The periods of details that are fetched unless `COLLECTOR_DETAIL_PERIODS` says otherwise. */
const details = ['D30'];

/** Whether and for which periods the collector fetches a report that nobody chose. */
function collected(type: EntityType): string {
  if (type.isRetired) return 'no: the service has ended';
  if (type.reportFunction?.periods.length === 0) return 'yes';
  const asked = (isLong: boolean): readonly string[] =>
    reportRequests(type, { details, isLong }).flatMap(({ call }) => {
      const [, period, version] = /period='([^']+)'(?:,version='([^']+)')?/.exec(call) ?? [];
      return period === undefined ? [] : [version === undefined ? period : `${period} of ${version}`];
    });
  const always = asked(false);
  const besides = asked(true).filter((period) => !always.includes(period));
  return always.join(', ') + (besides.length === 0 ? '' : `; ${besides.join(', ')} at first and once a month`);
}

function sectionOf(name: string, types: readonly EntityType[]): string {
  const lines = types.map((type) => [
    type.title ?? type.name,
    `\`${type.name}\``,
    call(type),
    periods(type),
    rowWords(type),
    collected(type) + (type.reportFunction?.apiVersion === 'beta' ? ' (beta of Graph)' : ''),
    columnsSince(type),
  ]);
  const head = ['Report', 'Set', 'Function', 'Periods', 'A row is, and its id', 'Collected', 'Columns since'];
  return `## ${name}\n\n${markdownTable(head, lines)}`;
}

/** The text of docs/reports.md: every report of the model by the part of Microsoft 365 it is about. */
export function reportsDocument(reports: readonly EntityType[]): string {
  const sections = Object.entries(services).map(([service, name]) => {
    const types = reports.filter((type) => type.service === service);
    return sectionOf(
      name,
      types.toSorted((left, right) => ((left.title ?? '') < (right.title ?? '') ? -1 : 1)),
    );
  });
  return [reportSurprises(reports.length, Object.values(services).join(' · ')), ...sections].join('\n\n').concat('\n');
}
