import type { ComputeItem } from '../../url/syntax/syntaxTree.ts';
import { invalid, type BindScope } from '../expression/bindScope.ts';
import type { ComputedColumn } from '../bound/boundQuery.ts';
import { withColumns, type Column, type RowShape } from '../bound/rowShape.ts';

/** An alias must not hide a property or another alias (Protocol 4.01, 11.2.1.1.3; Data Aggregation 4.0, 3.2.1.1). */
export function checkAlias(alias: string, shape: RowShape, scope: BindScope, at: number): void {
  if (!shape.columns.has(alias)) return;
  throw invalid(scope, `the alias '${alias}' is already the name of a property; choose another`, at);
}

/** A column by the name of its alias. */
export function computedColumn({ name, type }: Pick<ComputedColumn, 'name' | 'type'>): Column {
  return { kind: 'computed', name, type };
}

/** Binds the items of `$compute`; each may use the ones before it (URL Conventions 4.01, 5.1.10). */
export function bindCompute(
  items: readonly ComputeItem[],
  scope: BindScope,
): { readonly columns: readonly ComputedColumn[]; readonly shape: RowShape } {
  const columns: ComputedColumn[] = [];
  let { shape } = scope;
  for (const { expression, alias, at } of items) {
    checkAlias(alias, shape, scope, at);
    const bound = scope.bind(expression, { ...scope, shape });
    const column = { name: alias, type: bound.type, expression: bound };
    columns.push(column);
    shape = withColumns(shape, [computedColumn(column)]);
  }
  return { columns, shape };
}
