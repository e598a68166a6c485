import type { EntityType } from '../../edm/entityType.ts';
import type { PathItem, QueryOption } from '../../url/syntax/syntaxTree.ts';
import type { SystemOptionName } from './allowedOptions.ts';
import { bindRowOptions } from './bindRowOptions.ts';
import { withoutCasts } from './bindSelect.ts';
import { invalid, type BindScope } from '../expression/bindScope.ts';
import type { ExpandItem } from '../bound/boundQuery.ts';
import { checkOptions } from './checkOptions.ts';
import { findOption } from './findOption.ts';
import { singleton } from '../bound/qualifiedName.ts';
import { entityShape, singletonShape } from '../bound/rowShape.ts';

const counted: readonly SystemOptionName[] = ['filter', 'search'];
const referenced: readonly SystemOptionName[] = [...counted, 'orderby', 'skip', 'top', 'count'];

/** The options each form of an item takes (URL Conventions 4.01, 5.1.3). */
const allowed: Readonly<Record<ExpandItem['form'], readonly SystemOptionName[]>> = {
  entities: [...referenced, 'compute', 'select', 'expand', 'levels'],
  references: referenced,
  count: counted,
};

/** `*`, `*` with `/$ref`, or a name with `/$ref`, `/$count` or nothing behind it. */
function formOf(
  { steps, at }: PathItem,
  scope: BindScope,
): { readonly name: string; readonly form: ExpandItem['form'] } {
  const [first, ...rest] = withoutCasts(steps, scope.shape);
  const name = first?.step === 'star' ? '*' : first?.step === 'name' ? first.name : undefined;
  const type = scope.shape.sets?.find((set) => set.name === name);
  const [second, third] = type === undefined ? rest : withoutCasts(rest, entityShape(type));
  const form = second === undefined ? 'entities' : second.step === 'ref' ? 'references' : 'count';
  const isKnown = second === undefined || second.step === 'ref' || (second.step === 'count' && name !== '*');
  if (name !== undefined && isKnown && third === undefined) return { name, form };
  throw invalid(scope, 'a navigation property is needed, with $ref, $count or nothing behind it', at);
}

/** What the request says outside the item that holds for the pages of the item too: aliases, the format, its own options. */
const surviving: readonly QueryOption['name'][] = ['alias', 'format', 'custom'];

function bindItem(type: EntityType, form: ExpandItem['form'], { options, at }: PathItem, scope: BindScope): ExpandItem {
  checkOptions(options, allowed[form]);
  const levels = findOption(options, 'levels');
  if (levels !== undefined && levels.value !== '1' && levels.value.toLowerCase() !== 'max') {
    throw invalid(scope, `'${type.name}' leads nowhere, so $levels can only be 1 or max`, at);
  }
  // The key of the singleton is no value of the rows that are read here.
  const outer = { ...singletonShape(scope.shape.label, scope.shape.sets ?? []), columns: new Map() };
  const within: BindScope = {
    ...scope,
    shape: entityShape(type),
    options: [...options, ...scope.options],
    variables: new Map([['$it', outer]]),
  };
  const query = bindRowOptions(options, within, []);
  const nested = findOption(options, 'expand');
  const own = options.filter(({ name }) => name !== 'levels' && name !== 'expand');
  const address = {
    path: `${singleton.name}/${type.name}${form === 'references' ? '/$ref' : ''}`,
    options: [...own, ...scope.options.filter(({ name }) => surviving.includes(name))].flatMap(
      ({ text }) => text ?? [],
    ),
  };
  if (nested === undefined) return { type, form, query, address };
  return { type, form, query: { ...query, expand: bindExpand(nested.items, within) }, address };
}

/**
 * Binds `$expand` (URL Conventions 4.01, 5.1.3). Only the singleton has navigation properties, one for each entity set;
 * elsewhere `*` expands nothing.
 */
export function bindExpand(items: readonly PathItem[], scope: BindScope): readonly ExpandItem[] {
  const sets = scope.shape.sets ?? [];
  const named = new Map<string, ExpandItem>();
  let star: ExpandItem['form'] | undefined;
  for (const item of items) {
    const { name, form } = formOf(item, scope);
    if (name === '*') {
      star = form;
      continue;
    }
    const type = sets.find((set) => set.name === name);
    if (type === undefined) {
      const known = sets.length === 0 ? 'it has none' : `it has ${sets.map((set) => set.name).join(', ')}`;
      throw invalid(scope, `'${scope.shape.label}' has no navigation property '${name}'; ${known}`, item.at);
    }
    if (named.has(name)) throw invalid(scope, `'${name}' is expanded more than once`, item.at);
    named.set(name, bindItem(type, form, item, scope));
  }
  if (star === undefined) return [...named.values()];
  const form = star;
  return sets.map((set) => named.get(set.name) ?? bindItem(set, form, { steps: [], options: [], at: 0 }, scope));
}
