import { settingError } from './settingError.ts';

/** One field of an NCRONTAB expression: the values it may hold, and the names that stand for some of them. */
interface Field {
  readonly what: string;
  readonly least: number;
  readonly most: number;
  /** Of the values from `least` on. */
  readonly names?: readonly string[];
  /** Takes one number only. */
  readonly single?: true;
}

const fields: readonly Field[] = [
  { what: 'second', least: 0, most: 59, single: true },
  { what: 'minute', least: 0, most: 59, single: true },
  { what: 'hour', least: 0, most: 23 },
  { what: 'day', least: 1, most: 31 },
  {
    what: 'month',
    least: 1,
    most: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { what: 'day of the week', least: 0, most: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

function isValue(text: string, { least, most, names = [] }: Field): boolean {
  if (names.includes(text.toLowerCase())) return true;
  return /^\d{1,2}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

/** An item such as `*`, `5`, `1-5`, and in steps, `*` or a range with `/2`. */
function isItem(text: string, field: Field): boolean {
  const [range = '', step, ...others] = text.split('/');
  if (others.length > 0 || (step !== undefined && !/^[1-9]\d?$/.test(step))) return false;
  const ends = range.split('-');
  return range === '*' || (ends.length <= 2 && ends.every((end) => isValue(end, field)));
}

const isRight = (text: string, field: Field): boolean =>
  field.single === true ? isValue(text, field) : text.split(',').every((item) => isItem(item, field));

/**
 * Checks an NCRONTAB expression of six fields (Azure Functions, "Timer trigger"), and that it runs hourly at most: Graph
 * makes a report once a day, and gives each to an application 14 times in 10 minutes.
 */
export function readSchedule(name: string, value: string): string {
  const remedy =
    'Set it to the six fields second, minute, hour, day, month and day of the week, such as 0 30 4 * * * for 04:30 ' +
    'every day, or leave it out to collect nothing.';
  const texts = value.split(/\s+/);
  if (texts.length !== fields.length) throw settingError(name, `has ${texts.length} fields instead of six`, remedy);
  for (const [at, field] of fields.entries()) {
    const text = texts[at] ?? '';
    if (isRight(text, field)) continue;
    const hourly = field.single === true ? ', which must be one number: it runs once an hour at most' : '';
    throw settingError(name, `holds '${text}' as the ${field.what}${hourly}`, remedy);
  }
  return texts.join(' ');
}
