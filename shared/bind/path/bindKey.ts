import { checkEntityKey } from '../../edm/entityKey.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import type { Argument, Literal, QueryOption } from '../../url/syntax/syntaxTree.ts';
import { withoutAlias } from '../expression/parameterAlias.ts';

/** Some clients write GUID-shaped string keys without quotes, so that form is read as the string it is. */
const stringForms: readonly Literal['form'][] = ['string', 'guid'];

function malformedKey(type: EntityType, problem: string): ODataError {
  return new ODataError(
    'invalidPath',
    `The key of '${type.name}' ${problem}. Write ${type.name}('value') or ${type.name}(id='value'), ` +
      `or ${type.name}(@k)?@k='value' for a value with / \\ % # or ?.`,
    { target: type.name },
  );
}

/**
 * The key in parentheses, `('x')`, `(id='x')` or `(@k)` (URL Conventions 4.01, 4.3.1).
 * Throws 400 `invalidPath` unless it is one string of 1 to 255 UTF-16 units.
 */
export function bindKey(type: EntityType, predicate: readonly Argument[], options: readonly QueryOption[]): string {
  const [argument, ...others] = predicate;
  if (argument === undefined) throw malformedKey(type, 'is empty');
  if (others.length > 0) throw malformedKey(type, 'has one part, the string id, but more were given');
  if (argument.name !== undefined && argument.name !== 'id') {
    throw malformedKey(type, `is the property 'id', not '${argument.name}'`);
  }
  const value = withoutAlias(argument.value, options);
  if (value.kind !== 'literal' || !stringForms.includes(value.form)) {
    const hint = argument.value.kind === 'alias' ? ` in the query option '@${argument.value.name}'` : '';
    throw malformedKey(type, `must be a string in single quotes${hint}`);
  }
  return checkEntityKey(value.text, 'invalidPath');
}
