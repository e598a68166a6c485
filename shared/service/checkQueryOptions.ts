import { ODataError } from '../errors/odataError.ts';
import type { QueryOption } from '../url/syntaxTree.ts';

type OptionName = QueryOption['name'];

/** What every operation understands; aliases and the id are read when the path is bound. */
const everywhere: readonly OptionName[] = ['format', 'id', 'alias', 'custom'];
/** What may be given several times. */
const repeatable: readonly OptionName[] = ['alias', 'custom'];

/**
 * Refuses system query options that are given twice, with a 400, and those the operation does not have, with a 501: never
 * is one passed over in silence (Protocol 4.01, 11.2.1).
 */
export function checkQueryOptions(options: readonly QueryOption[], further: readonly OptionName[]): void {
  const seen = new Set<OptionName>();
  for (const { name } of options) {
    const target = `$${name}`;
    if (seen.has(name) && !repeatable.includes(name)) {
      throw new ODataError('invalidQueryOption', `The query option ${target} is given more than once.`, { target });
    }
    seen.add(name);
    if (!everywhere.includes(name) && !further.includes(name)) {
      throw new ODataError('notSupported', `The query option ${target} is not supported here.`, { target });
    }
  }
}
