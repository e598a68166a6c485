import ts from 'typescript';

/** One exported name of a module. */
export interface Export {
  readonly name: string;
  /** Functions, constants and classes are values; interfaces and type aliases are types. */
  readonly kind: 'value' | 'type';
  /** The statement that declares it. */
  readonly statement: ts.Statement;
}

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)));
}

function reExports(statement: ts.ExportDeclaration): readonly Export[] {
  const { exportClause, isTypeOnly } = statement;
  if (exportClause === undefined) return [{ name: '*', kind: isTypeOnly ? 'type' : 'value', statement }];
  const elements = ts.isNamedExports(exportClause) ? exportClause.elements : [exportClause];
  return elements.map((element) => ({
    name: element.name.text,
    kind: isTypeOnly || (ts.isExportSpecifier(element) && element.isTypeOnly) ? 'type' : 'value',
    statement,
  }));
}

/** What a module exports, in the order of the file; a default export is named `default`. */
export function exportsOf(module: ts.SourceFile): readonly Export[] {
  return module.statements.flatMap((statement): readonly Export[] => {
    if (ts.isExportAssignment(statement)) return [{ name: 'default', kind: 'value', statement }];
    if (ts.isExportDeclaration(statement)) return reExports(statement);
    if (!isExported(statement)) return [];
    if (ts.isVariableStatement(statement)) {
      const names = statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
      return names.map((name) => ({ name, kind: 'value', statement }));
    }
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      return [{ name: statement.name.text, kind: 'type', statement }];
    }
    const isDefault = ts
      .getModifiers(statement as ts.FunctionDeclaration)
      ?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
    const name = isDefault === true ? 'default' : (statement as ts.FunctionDeclaration).name?.text;
    return name === undefined ? [] : [{ name, kind: 'value', statement }];
  });
}
