import { nameHint } from '../expression/nameHint.ts';
import { localName } from '../../edm/namespace.ts';
import { isCollection } from '../../expression/functions/signature.ts';
import type { PathItem, PathStep } from '../../url/syntax/syntaxTree.ts';
import type { SystemOptionName } from './allowedOptions.ts';
import { bindItemQuery } from './bindItemQuery.ts';
import { invalid, unsupported, type BindScope } from '../expression/bindScope.ts';
import type { SelectItem } from '../bound/boundQuery.ts';
import { checkOptions } from './checkOptions.ts';
import { isIdentityCast } from '../bound/qualifiedName.ts';
import type { RowShape } from '../bound/rowShape.ts';

const itemOptions: readonly SystemOptionName[] = ['filter', 'search', 'orderby', 'skip', 'top', 'count'];

/** The steps without casts that change nothing. */
export function withoutCasts(steps: readonly PathStep[], shape: RowShape): readonly PathStep[] {
  const { entityType } = shape;
  if (entityType === undefined) return steps;
  return steps.filter((step) => step.step !== 'name' || !isIdentityCast(step.name, entityType));
}

/** `Namespace.*` and `Namespace.Operation` ask for operations, of which the types have none. */
function isOperation(name: string): boolean {
  return localName(name) !== undefined;
}

function bindColumn(name: string, { options, at }: PathItem, scope: BindScope): SelectItem {
  const column = scope.shape.columns.get(name);
  if (column === undefined) {
    const isNavigation = scope.shape.sets?.some((set) => set.name === name) === true;
    if (isNavigation) return { kind: 'navigation', name };
    throw invalid(scope, `'${scope.shape.label}' has no property '${name}'; ${nameHint(name, scope.shape)}`, at);
  }
  if (options.length === 0) return { kind: 'column', column };
  checkOptions(options, isCollection(column.type) ? itemOptions : []);
  const within = { ...scope, options: [...options, ...scope.options] };
  return { kind: 'column', column, items: bindItemQuery({ collection: column, it: 'addressed' }, options, within) };
}

function bindItem(item: PathItem, scope: BindScope): readonly SelectItem[] {
  const [first, second] = withoutCasts(item.steps, scope.shape);
  if (first?.step === 'star' && second === undefined) {
    return [...scope.shape.columns.values()].map((column) => ({ kind: 'column', column }));
  }
  if (first?.step === 'annotation') throw unsupported(scope, 'an annotation');
  if (first?.step !== 'name') throw invalid(scope, 'a property is needed', item.at);
  if (isOperation(first.name)) return [];
  if (second !== undefined || first.arguments !== undefined) {
    if (!scope.shape.columns.has(first.name)) bindColumn(first.name, item, scope);
    throw invalid(scope, `nothing can follow '${first.name}'`, second?.at ?? item.at);
  }
  return [bindColumn(first.name, item, scope)];
}

function nameOf(item: SelectItem): string {
  return item.kind === 'column' ? item.column.name : item.name;
}

/** Binds `$select` (URL Conventions 4.01, 5.1.4): every column once, in the order first named. */
export function bindSelect(items: readonly PathItem[], scope: BindScope): readonly SelectItem[] {
  const selected = new Map<string, SelectItem>();
  for (const item of items.flatMap((candidate) => bindItem(candidate, scope))) {
    const name = nameOf(item);
    const known = selected.get(name);
    const hasOptions = item.kind === 'column' && item.items !== undefined;
    if (hasOptions && known?.kind === 'column' && known.items !== undefined) {
      throw invalid(scope, `'${name}' has options in more than one place`);
    }
    if (known === undefined || hasOptions) selected.set(name, item);
  }
  return [...selected.values()];
}
