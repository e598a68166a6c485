import ts from 'typescript';
import type { Project } from './readProject.ts';
import type { Rule } from './rule.ts';

/** Words that mean something of their own outside the model, and why; no property name that only a report has belongs here. */
const allowed: Readonly<Record<string, string>> = {
  id: 'the key of every entity type (Microsoft Graph, graph.entity)',
  readCount: 'reading the value of `$count`',
};

/** Names of one word are words of the language (read, send, total ...), but for those of products. */
const products = new Set(['exchange', 'teams', 'yammer', 'outlook', 'excel']);
const isTelling = (name: string): boolean => /[A-Z0-9]/.test(name) || products.has(name);

function propertyNames(node: ts.Node, ast: ts.SourceFile): readonly string[] {
  if (
    ts.isPropertyAssignment(node) &&
    node.name.getText(ast) === 'properties' &&
    ts.isObjectLiteralExpression(node.initializer)
  ) {
    return node.initializer.properties.flatMap(({ name }) =>
      name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : [],
    );
  }
  const names: string[] = [];
  ts.forEachChild(node, (child) => void names.push(...propertyNames(child, ast)));
  return names;
}

/** Words of an identifier, string, template or regular expression; comments are no nodes, so they do not count. */
function wordsOf(node: ts.Node): readonly string[] {
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) return [node.text];
  if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isRegularExpressionLiteral(node)) {
    return node.text.split(/[^A-Za-z0-9]+/);
  }
  return [];
}

function modelNamesElsewhere({ modules }: Project): readonly string[] {
  const inModel = (path: string): boolean => path.startsWith('shared/model/');
  // The ledger and the register are the service's own: what writes them knows what is in them.
  const isOwn = (path: string): boolean => /^shared\/model\/(?:ledger|register)\//.test(path);
  const isReport = (path: string): boolean => inModel(path) && !isOwn(path);
  const declared = modules.filter(({ path }) => isReport(path)).flatMap(({ ast }) => propertyNames(ast, ast));
  const names = new Set(declared.filter((name) => isTelling(name) && allowed[name] === undefined));
  return modules
    .filter(({ path }) => path.startsWith('shared/') && !inModel(path))
    .flatMap(({ path, ast }) => {
      const findings: string[] = [];
      const visit = (node: ts.Node): void => {
        const line = (): number => ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1;
        for (const word of wordsOf(node)) {
          if (names.has(word)) findings.push(`${path}:${line()} says ${word}, which only shared/model may name`);
        }
        ts.forEachChild(node, visit);
      };
      visit(ast);
      return findings;
    });
}

/** The report types are declared in one place; everything else is derived from there. */
export const modelRules: readonly Rule[] = [
  {
    title: 'the name of a report property occurs in shared/ only in shared/model/',
    check: modelNamesElsewhere,
    bad: {
      'shared/model/storageUse.ts': 'export const storageUse = entityType({ properties: { siteCount: {} } });\n',
      'shared/errors/columns.ts':
        '// teams in a comment is fine\nexport const columns = { teams: 1 };\nexport const text = `of ${columns} yammer, siteCount`;\n',
    },
    finding: /columns.ts:2 says teams, .*\n.*columns.ts:3 says yammer.*\n.*says siteCount/,
  },
];
