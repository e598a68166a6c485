import { nearestName } from '../../errors/nearestName.ts';

/** What other languages call a function, in lower case, and what OData has for it (URL Conventions 4.01, 5.1.1.5 to 5.1.1.9). */
const foreign: Readonly<Record<string, string>> = {
  substringof: 'contains(property,text)',
  like: 'contains(property,text)',
  ilike: 'contains(property,text)',
  includes: 'contains(property,text)',
  has: 'contains(property,text)',
  regex: 'contains(property,text)',
  regexp: 'contains(property,text)',
  len: 'length(property)',
  charlength: 'length(property)',
  lower: 'tolower(property)',
  lcase: 'tolower(property)',
  lowercase: 'tolower(property)',
  upper: 'toupper(property)',
  ucase: 'toupper(property)',
  uppercase: 'toupper(property)',
  substr: 'substring(property,start)',
  mid: 'substring(property,start,length)',
  left: 'substring(property,0,length)',
  instr: 'indexof(property,text)',
  charindex: 'indexof(property,text)',
  position: 'indexof(property,text)',
  strpos: 'indexof(property,text)',
  ceil: 'ceiling(property)',
  trunc: 'floor(property)',
  truncate: 'floor(property)',
  ltrim: 'trim(property)',
  rtrim: 'trim(property)',
  strip: 'trim(property)',
  isnull: 'property eq null',
  isempty: "property eq null or property eq ''",
  isnotnull: 'property ne null',
  exists: 'property ne null',
  if: 'case(condition:value,true:other)',
  iif: 'case(condition:value,true:other)',
  asc: 'property asc',
  desc: 'property desc',
  in: 'property in (1,2)',
  between: 'property ge low and property le high',
  today: 'date(now())',
  getdate: 'now()',
  sysdate: 'now()',
  dayofmonth: 'day(property)',
  sum: '$apply=aggregate(property with sum as name)',
  avg: '$apply=aggregate(property with average as name)',
  average: '$apply=aggregate(property with average as name)',
  max: '$apply=aggregate(property with max as name)',
  min: '$apply=aggregate(property with min as name)',
  count: '$apply=aggregate($count as name)',
};

/**
 * What somebody may have meant by a call of a function that there is not: one of nearly that name, a method of a property, or
 * what another language calls so. Undefined for a name that tells nothing.
 *
 * @param functions names of the functions there are, in lower case
 */
export function functionHint(name: string, functions: Iterable<string>): string | undefined {
  const known = [...functions];
  const dot = name.lastIndexOf('.');
  const called = name.slice(dot + 1).toLowerCase();
  if (dot > 0 && known.includes(called)) return `write ${called}(${name.slice(0, dot)},...)`;
  if (Object.hasOwn(foreign, called)) return `write ${foreign[called] ?? ''}`;
  const near = nearestName(called, known);
  return near === undefined ? undefined : `did you mean '${near}'?`;
}
