import path from 'node:path';
import ts from 'typescript';

/** One import of a module. */
export interface Import {
  /** A path relative to the project, the name of a package, or `node:...`. */
  readonly target: string;
  readonly isFile: boolean;
  /** `import type`: gone after compilation. */
  readonly isType: boolean;
  /** `import('...')`: loaded when that line runs. */
  readonly isDynamic: boolean;
}

type Found = readonly [specifier: ts.Node | undefined, isType: boolean, isDynamic: boolean];

const isTypeOnly = (clause: ts.ImportClause | undefined): boolean =>
  clause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
  (clause?.name === undefined &&
    clause?.namedBindings !== undefined &&
    ts.isNamedImports(clause.namedBindings) &&
    clause.namedBindings.elements.every((element) => element.isTypeOnly));

function find(node: ts.Node): Found | undefined {
  if (ts.isImportDeclaration(node)) return [node.moduleSpecifier, isTypeOnly(node.importClause), false];
  if (ts.isExportDeclaration(node)) return [node.moduleSpecifier, node.isTypeOnly, false];
  if (ts.isImportTypeNode(node))
    return [ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node, true, false];
  if (!ts.isCallExpression(node)) return undefined;
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return [node.arguments[0], false, true];
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  return isRequire ? [node.arguments[0], false, false] : undefined;
}

/** `@azure/data-tables/x` belongs to `@azure/data-tables`, `ajv/dist/core.js` to `ajv`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

function toImport(from: string, specifier: string, isType: boolean, isDynamic: boolean): Import {
  const isFile = specifier.startsWith('.');
  const isBuiltIn = specifier.startsWith('node:');
  const file = path.posix.join(path.posix.dirname(from), specifier);
  return { target: isFile ? file : isBuiltIn ? specifier : packageOf(specifier), isFile, isType, isDynamic };
}

/** Every import of a module in the order of the file: static, dynamic, of types, and re-exports. */
export function importsOf(module: ts.SourceFile): readonly Import[] {
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const [specifier, isType = false, isDynamic = false] = find(node) ?? [];
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      imports.push(toImport(module.fileName, specifier.text, isType, isDynamic));
    }
    ts.forEachChild(node, visit);
  };
  visit(module);
  return imports;
}
