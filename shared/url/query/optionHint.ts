import { nearestName } from '../../errors/nearestName.ts';
import { systemOptions } from './systemOptions.ts';

interface ForeignOption {
  /** What to write instead. */
  readonly write: string;
  /** Whether it is refused without a dollar sign too: nobody gives a custom option this name and means something else. */
  readonly isPlain: boolean;
}

const plain = (write: string): ForeignOption => ({ write, isPlain: true });
const dollar = (write: string): ForeignOption => ({ write, isPlain: false });

const top = plain('$top');
const skip = plain('$skip');
const page = plain('the header Prefer: maxpagesize=n and follow @odata.nextLink');
const order = plain('$orderby');
const columns = plain('$select');
const group = dollar('$apply=groupby((property))');

/** What other interfaces call the options of a query, in lower case without separators (URL Conventions 4.01, 5.1). */
const foreign: Readonly<Record<string, ForeignOption>> = {
  limit: top,
  take: top,
  maxresults: top,
  first: dollar('$top'),
  offset: skip,
  page,
  pagenumber: page,
  pagesize: page,
  perpage: page,
  size: dollar('$top'),
  sort: order,
  sortby: order,
  where: plain('$filter'),
  query: dollar('$filter'),
  q: dollar('$filter or $search'),
  fields: columns,
  columns,
  include: dollar('$expand'),
  inlinecount: plain('$count=true'),
  total: dollar('$count=true'),
  group,
  groupby: plain(group.write),
  distinct: group,
  aggregate: dollar('$apply=aggregate(property with sum as name)'),
  having: dollar('$apply=groupby(...)/filter(...)'),
};

/** What stands for an option of another interface; undefined for any other name. */
function foreignOption(name: string): ForeignOption | undefined {
  const [, bracketed] = /^(\w+)\[/.exec(name) ?? [];
  // As JSON:API and PHP write it: filter[teams]=5.
  if (bracketed !== undefined && systemOptions.has(bracketed.toLowerCase()))
    return plain(`$${bracketed.toLowerCase()}`);
  const key = name.toLowerCase().replaceAll(/[_-]/g, '');
  return Object.hasOwn(foreign, key) ? foreign[key] : undefined;
}

/** Segments of a path, which are no options. */
const segments: ReadonlySet<string> = new Set(['metadata', 'value', 'batch', 'ref', 'all', 'entity', 'query', 'delta']);

/** What to write instead of a name with a dollar sign before it that is no system query option. */
export function optionHint(name: string): string {
  const known = foreignOption(name);
  if (known !== undefined) return `write ${known.write}.`;
  if (segments.has(name.toLowerCase())) return 'what it asks for stands in the path, before the "?".';
  const near = nearestName(name, systemOptions.keys());
  return near === undefined ? 'the names of custom options do not begin with "$".' : `did you mean $${near}?`;
}

/**
 * What to write instead of an option without a dollar sign that is one of another interface: ignored as a custom option it
 * would give other rows than were asked for, and nobody would be told (Protocol 4.01, 6.1). Undefined for a custom option.
 */
export function optionHintOfPlain(name: string): string | undefined {
  const known = foreignOption(name);
  return known?.isPlain === true ? known.write : undefined;
}
