import { model } from '../../shared/model/model.ts';
import { reportRequests, type ReportRequest } from '../../shared/collect/reportRequests.ts';
import { documentedCsv } from './documentedCsv.ts';

const day = (refreshDate: string, back: number): string =>
  new Date(Date.parse(refreshDate) - back * 86_400_000).toISOString().slice(0, 10);

/** Cells of columns that are no numbers, by their names in the files. */
const cells: Readonly<Record<string, string>> = {
  'Is Deleted': 'False',
  'Deleted Date': '',
  'Last Activity Date': '2026-01-08',
  'Group Type': 'Private',
  'Assigned Products': 'OFFICE 365 E5+POWER BI (FREE)',
  'Owner Principal Name': 'grace@contoso.example',
};

/** A row of a report as Graph writes it; columns that are not given hold something plausible. */
export function graphRow(header: string, given: Readonly<Record<string, string>>): string {
  return header
    .split(',')
    .map((column) => {
      const known = given[column] ?? cells[column];
      if (known !== undefined) return /[",]/.test(known) ? `"${known.replaceAll('"', '""')}"` : known;
      return column.startsWith('Has ') ? 'True' : column.endsWith('Date') ? '' : '5';
    })
    .join(',');
}

/** Users or groups of a detail report: their names, unless Graph conceals them. */
export const names = ['Ada, Countess', 'Grace "Amazing" H.', '=cmd'];

function rowsOf({ type, period }: ReportRequest, refreshDate: string, shown: readonly string[]): readonly string[] {
  const header = documentedCsv[type.name] ?? '';
  const common = { 'Report Refresh Date': refreshDate, 'Report Period': period?.days ?? '' };
  const isDetail = type.reportFunction?.parameters.includes('date') === true;
  if (isDetail) {
    return shown.map((name, at) =>
      graphRow(header, {
        ...common,
        'User Principal Name': name,
        'Display Name': name,
        'Group Display Name': name,
        'Group Id': `7ac2e2a4-0000-0000-0000-00000000000${at}`,
      }),
    );
  }
  if (type.properties['reportDate'] === undefined) return [graphRow(header, common)];
  return Array.from({ length: Number(period?.days) }, (_, back) =>
    graphRow(header, { ...common, 'Report Date': day(refreshDate, back) }),
  );
}

/** Every report of the model as the files Graph has for them on a day: with byte order mark, lines ended by CR LF. */
export function graphReports(refreshDate: string, shown: readonly string[] = names): ReadonlyMap<string, string> {
  return new Map(
    reportRequests(model).map((request) => {
      const lines = [documentedCsv[request.type.name] ?? '', ...rowsOf(request, refreshDate, shown)];
      return [request.call, `\ufeff${lines.join('\r\n')}\r\n`];
    }),
  );
}

/** Lines of the shorter periods that the longer ones of a series hold again. */
export const repeatedRows = reportRequests(model).reduce(
  (sum, { type, period }) => sum + (type.shape === 'series' && period?.days !== '180' ? Number(period?.days) : 0),
  0,
);

/** The rows all these files come to, whose lines all end with a line break: one for each day of a series, in whatever files. */
export const rowsOfReports = [...graphReports('2026-01-10').values()].reduce(
  (sum, text) => sum + text.split('\n').length - 2,
  -repeatedRows,
);
