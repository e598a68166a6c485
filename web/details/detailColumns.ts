import type { ListedColumn, ListedReport } from '../../shared/service/listedReport.ts';
import { datesBetween } from '../figures/dates.ts';
import { exactNumberText, numberTextOf } from '../figures/numberText.ts';
import { rowNumber, rowText, type Row } from '../figures/row.ts';

/** A column of the table of a detail. */
export interface DetailColumn {
  readonly label: string;
  readonly isNumber: boolean;
  /** The property rows can be sorted by; a column that is computed here has none. */
  readonly sort?: string;
  /** Whether it tells of the whole row, and is written in bold. */
  readonly isWhole?: true;
  /** @param date the refresh date of the rows */
  readonly text: (row: Row, date: string) => string;
  /** More about it, for the pointer. */
  readonly title?: (row: Row) => string;
}

const isActivity = ({ name, type }: ListedColumn): boolean =>
  type === 'Edm.Date' && /(?:^l|L)ast(?:Activity|Activated|Activation)Date$/.test(name);
/** What is not worth a column: it is the same in all rows, or told elsewhere. */
const isHidden = ({ name }: ListedColumn): boolean =>
  /^report(?:RefreshDate|Period)$|LicenseAssignDate$|^has\w+License$|Id$|^isDeleted$|^deletedDate$|^networkDisplayName$/.test(
    name,
  );

const licenceOf = ({ name }: ListedColumn, columns: readonly ListedColumn[]): string | undefined => {
  const wanted = `has${name.replace('LastActivityDate', '')}License`.toLowerCase();
  return columns.find((column) => column.name.toLowerCase() === wanted)?.name;
};

/** Days since a date on record; without one "none", which does not say "never". */
function activityColumn(column: ListedColumn, columns: readonly ListedColumn[]): DetailColumn {
  const licence = licenceOf(column, columns);
  return {
    label: column.label.replace(/: last activity$/, ''),
    isNumber: true,
    sort: column.name,
    text(row, date) {
      if (licence !== undefined && row[licence] === false) return 'no licence';
      const last = rowText(row, column.name);
      return last === '' ? 'none' : String(datesBetween(last, date));
    },
    title: (row) => rowText(row, column.name),
  };
}

/** The service that was used last. */
function anyActivity(activities: readonly ListedColumn[]): DetailColumn {
  return {
    label: 'Any service',
    isNumber: true,
    isWhole: true,
    text(row, date) {
      const newest =
        activities
          .map(({ name }) => rowText(row, name))
          .sort()
          .at(-1) ?? '';
      return newest === '' ? 'none' : String(datesBetween(newest, date));
    },
  };
}

function plainColumn(column: ListedColumn): DetailColumn {
  const { name, label, type = 'Edm.Int64', unit } = column;
  const isNumber = column.measure !== undefined || type === 'Edm.Int64';
  return {
    label,
    isNumber,
    ...(column.collection !== true && { sort: name }),
    text(row) {
      const value = row[name] ?? null;
      if (value === null) return '';
      if (typeof value === 'boolean') return value ? 'yes' : 'no';
      if (typeof value === 'object')
        return value.length < 2 ? value.join('') : `${value[0] ?? ''} +${value.length - 1}`;
      if (isNumber && unit === undefined && typeof value === 'string' && type === 'Edm.Int64')
        return exactNumberText(value);
      return isNumber ? numberTextOf(column).full(rowNumber(row, column)) : String(value);
    },
    ...(column.collection === true && {
      title: (row: Row) => (Array.isArray(row[name]) ? (row[name] as readonly string[]).join(', ') : ''),
    }),
  };
}

/** The columns of a detail behind the one with the name: activity first, products last. */
export function detailColumns({ columns, subject, service }: ListedReport): readonly DetailColumn[] {
  const isRetired = ({ name }: ListedColumn): boolean =>
    service !== 'skypeForBusiness' && /skypeForBusiness/i.test(name);
  const shown = columns.filter(
    (column) =>
      !isHidden(column) &&
      !isRetired(column) &&
      column.name !== subject &&
      !detailNames(columns, subject).includes(column.name),
  );
  const activities = shown.filter(isActivity);
  // A ready question asks for each of them, those that have no column of their own too.
  const all = columns.filter(isActivity);
  const rest = shown.filter((column) => !isActivity(column));
  const [lists, others] = [rest.filter(({ collection }) => collection), rest.filter(({ collection }) => !collection)];
  return [
    ...(activities.length > 1 && !activities.some(({ name }) => name === 'lastActivityDate') ? [anyActivity(all)] : []),
    ...activities.map((column) => activityColumn(column, columns)),
    ...others.map(plainColumn),
    ...lists.map(plainColumn),
  ];
}

/** The properties with what a row is called: the first that has a text is its name, the next its address. */
export function detailNames(columns: readonly ListedColumn[], subject: string | undefined): readonly string[] {
  const known = ['displayName', 'ownerDisplayName', 'userPrincipalName', 'siteUrl'];
  const there = known.filter((name) => columns.some((column) => column.name === name));
  const isOwner = subject?.startsWith('owner') === true;
  const names = there.filter((name) => isOwner || !name.startsWith('owner'));
  return subject === undefined || names.includes(subject) ? names : [subject, ...names];
}
