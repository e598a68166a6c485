import type { PrimitiveType } from './primitiveType.ts';

/** Every calendar date from 0001-01-01 to 9999-12-31 of the proleptic Gregorian calendar, and nothing else. */
export const datePattern =
  '^(?!0000)(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))' +
  '|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$';

const date = new RegExp(datePattern);

/** Dates seen in storage, which holds few: as many as eleven years have, some hundred kilobytes. */
const mostKnown = 4096;
const known = new Set<string>();

/** As `fromText`, for rows, in which the same few dates come again and again. */
function fromTable(stored: unknown): string | undefined {
  if (typeof stored !== 'string') return undefined;
  if (known.has(stored)) return stored;
  if (!date.test(stored)) return undefined;
  if (known.size >= mostKnown) known.clear();
  known.add(stored);
  return stored;
}

/** Edm.Date (CSDL 4.01, 3.3.1) as its text `YYYY-MM-DD`; the order of the texts is the order of the dates. */
export const dateType: PrimitiveType<string> = {
  name: 'Edm.Date',
  validationSchema: () => ({ type: 'string', pattern: datePattern }),
  publishedSchema: () => ({ type: 'string', format: 'date' }),
  expectation: () => 'a calendar date written as a string YYYY-MM-DD, such as "2022-10-19"',
  fromJson: (json) => json as string,
  toJson: (value) => `"${value}"`,
  toText: (value) => value,
  fromText: (text) => (date.test(text) ? text : undefined),
  toUrlLiteral: (value) => value,
  toTable: (value) => value,
  fromTable,
  compare: (left, right) => (left < right ? -1 : left > right ? 1 : 0),
  toSortableText: (value) => value,
};
