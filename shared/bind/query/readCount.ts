import type { QueryOption } from '../../url/syntax/syntaxTree.ts';
import { invalid } from '../expression/bindScope.ts';
import { findOption } from './findOption.ts';

/** The value of `$top` or `$skip`, a non-negative integer of any size (Protocol 4.01, 11.2.6.3 and 11.2.6.4). */
export function readCount(options: readonly QueryOption[], name: 'top' | 'skip'): number | undefined {
  const option = findOption(options, name);
  if (option === undefined) return undefined;
  if (/^\d+$/.test(option.value)) return Math.min(Number(option.value), Number.MAX_SAFE_INTEGER);
  throw invalid({ target: `$${name}` }, `'${option.value.slice(0, 40)}' is not a non-negative integer`);
}
