import ts from 'typescript';

const calls: ReadonlySet<string> = new Set(['test', 'describe', 'describeMatrix', 'describeAnswers', 'describeRows']);

/** The function that is called in the end: `test` for `test(...)`, `test.each(...)(...)` and the like. */
function calledName(expression: ts.Expression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression) || ts.isCallExpression(expression)) {
    return calledName(expression.expression);
  }
  return undefined;
}

/** The names of the tests and groups of tests in a source file, as they are written, `%s` included. */
export function testNames(text: string): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && calls.has(calledName(node.expression) ?? '')) {
      const [name] = node.arguments;
      if (name !== undefined && ts.isStringLiteralLike(name)) names.push(name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('tests.ts', text, ts.ScriptTarget.Latest));
  return names;
}
