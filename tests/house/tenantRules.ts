import ts from 'typescript';
import type { Module, Project } from './readProject.ts';
import type { Rule } from './rule.ts';

/** The files that make a scope or a caller of a tenant, and where each has it from. */
const makers: ReadonlySet<string> = new Set([
  // A verified token.
  'shared/auth/token/verifyClaims.ts',
  // The caller of the request.
  'shared/service/answer.ts',
  // The settings: upkeep and the collector.
  'shared/service/workForTenant.ts',
]);

/** What a literal with a tenant has besides when it is a scope, a caller, or one of these with another tenant. */
const signs: ReadonlySet<string> = new Set(['meter', 'usage', 'permissions']);

function nameOf(property: ts.ObjectLiteralElementLike): string | undefined {
  return property.name !== undefined && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
    ? property.name.text
    : undefined;
}

/** What of a spread may be a scope or a caller, by its name. */
function mayBeScope(property: ts.ObjectLiteralElementLike, ast: ts.SourceFile): boolean {
  return ts.isSpreadAssignment(property) && /scope|caller/i.test(property.expression.getText(ast));
}

function makesOne(node: ts.Node, ast: ts.SourceFile): boolean {
  if (!ts.isObjectLiteralExpression(node)) return false;
  const names = node.properties.map(nameOf);
  if (!names.includes('tenant')) return false;
  return (
    names.some((name) => name !== undefined && signs.has(name)) ||
    node.properties.some((property) => mayBeScope(property, ast))
  );
}

function namesTenant(node: ts.Node, ast: ts.SourceFile): string | undefined {
  if (makesOne(node, ast)) return 'makes a scope or a caller of a tenant';
  const isAsking =
    ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'askInProcess';
  return isAsking ? 'sends requests without a token' : undefined;
}

function findings({ path, ast }: Module): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const finding = namesTenant(node, ast);
    if (finding !== undefined) {
      found.push(`${path}:${ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1} ${finding}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return found;
}

function check({ modules }: Project): readonly string[] {
  return modules.filter(({ path }) => /^(?:shared|functions)\//.test(path) && !makers.has(path)).flatMap(findings);
}

/** Who names a tenant. */
export const tenantRules: readonly Rule[] = [
  {
    title: 'a tenant is named by the token gate, and without a token by workForTenant alone',
    check,
    bad: {
      'shared/model/key.ts':
        "export const key = { tenant: 'a', usage: {} };\nexport const other = { ...key, ...key.scope, tenant: 'b' };\n",
    },
    finding: /key.ts:1 makes a scope or a caller.*\n.*key.ts:2 makes a scope or a caller/,
  },
];
