import type { EntityType, Property } from '../../shared/edm/entityType.ts';
import { model } from '../../shared/model/model.ts';
import { reportRequests, type ReportRequest } from '../../shared/collect/graph/reportRequests.ts';
import { dateFrom } from './dateFrom.ts';
import { documentedCsv } from './documentedCsv.ts';

const day = (refreshDate: string, back: number): string => dateFrom(refreshDate, -back);

/** What a cell holds unless something else is given. */
function plausible({ type, isYesNo, collection }: Property): string {
  if (collection) return 'OFFICE 365 E5+POWER BI (FREE)';
  const cells: Readonly<Record<Property['type'], string>> = {
    'Edm.String': 'Private',
    'Edm.Int64': '5',
    'Edm.Double': '1.5',
    'Edm.Boolean': isYesNo === true ? 'Yes' : 'False',
    'Edm.Duration': 'PT1H30M',
    'Edm.Date': '',
    'Edm.DateTimeOffset': '',
  };
  return cells[type];
}

const quoted = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A row of a report as Graph writes it; columns that are not given hold something plausible. */
export function graphRow(
  { name, properties, headerSeparator = ',' }: EntityType,
  given: Readonly<Record<string, string>>,
): string {
  const header = documentedCsv[name] ?? '';
  const known = Object.values(properties);
  return header
    .split(headerSeparator)
    .map((column) => {
      const property = known.find(({ csvColumn }) => csvColumn === column);
      return quoted(given[column] ?? (property === undefined ? '' : plausible(property)));
    })
    .join(',');
}

/** Users or groups of a detail report: their names, unless Graph conceals them. */
export const names = ['Ada, Countess', 'Grace "Amazing" H.', '=cmd'];

const columnOf = ({ properties }: EntityType, name: string | undefined): string =>
  properties[name ?? '']?.csvColumn ?? '';

function rowsOf({ type, period }: ReportRequest, refreshDate: string, shown: readonly string[]): readonly string[] {
  const common = { 'Report Refresh Date': refreshDate, 'Report Period': period?.days ?? '' };
  const { subject, reportFunction: called } = type;
  if (subject !== undefined) {
    return shown.map((name, at) =>
      graphRow(type, {
        ...Object.fromEntries(subject.names.map((property) => [columnOf(type, property), name])),
        [columnOf(type, subject.id)]: `7ac2e2a4-0000-0000-0000-00000000000${at}`,
        ...common,
      }),
    );
  }
  if (called?.newestFirst === undefined) return [graphRow(type, common)];
  return Array.from({ length: Number(period?.days) }, (_, back) =>
    graphRow(type, { ...common, 'Report Date': day(refreshDate, back) }),
  );
}

/** The reports of Microsoft 365 as a whole, which most tests collect. */
export const reportsOfOffice = model.filter(({ name }) => name.startsWith('office365'));

/** The files of reports that a first night asks for. */
export const requestsOf = (types: readonly EntityType[]): readonly ReportRequest[] =>
  types.flatMap((type) => reportRequests(type, { details: ['D30'], isLong: true }));

/** The reports as the files Graph has for them on a day: with byte order mark, lines ended by CR LF. */
export function graphReports(
  refreshDate: string,
  shown: readonly string[] = names,
  types: readonly EntityType[] = reportsOfOffice,
): ReadonlyMap<string, string> {
  return new Map(
    requestsOf(types).map((request) => {
      const lines = [documentedCsv[request.type.name] ?? '', ...rowsOf(request, refreshDate, shown)];
      return [request.call, `\ufeff${lines.join('\r\n')}\r\n`];
    }),
  );
}
