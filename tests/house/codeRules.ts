import ts from 'typescript';
import type { Module, Project } from './readProject.ts';
import type { Rule } from './rule.ts';

type Finder = (node: ts.Node, module: Module) => string | undefined;

const position = ({ path, ast }: Module, at: number): string =>
  `${path}:${ast.getLineAndCharacterOfPosition(at).line + 1}`;

/** A check that visits every node of every module. */
function eachNode(find: Finder): (project: Project) => readonly string[] {
  return ({ modules }) =>
    modules.flatMap((module) => {
      const findings: string[] = [];
      const visit = (node: ts.Node): void => {
        const finding = find(node, module);
        if (finding !== undefined) findings.push(`${position(module, node.getStart(module.ast))} ${finding}`);
        ts.forEachChild(node, visit);
      };
      visit(module.ast);
      return findings;
    });
}

/** A check of the comments of every module that has `word` anywhere. */
function eachComment(
  word: RegExp,
  find: (comment: string) => string | undefined,
): (project: Project) => readonly string[] {
  return ({ modules }) =>
    modules.flatMap((module) => {
      if (!word.test(module.ast.text)) return [];
      const findings = new Map<number, string>();
      const visit = (node: ts.Node): void => {
        const { text } = module.ast;
        const ranges = [
          ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
          ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
        ];
        for (const { pos, end } of ranges) {
          const finding = find(text.slice(pos, end));
          if (finding !== undefined) findings.set(pos, `${position(module, pos)} ${finding}`);
        }
        for (const child of node.getChildren(module.ast)) visit(child);
      };
      visit(module.ast);
      return [...findings.values()];
    });
}

const anyType: Finder = (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'has the type any' : undefined);

const erasable: Finder = (node) => {
  if (ts.isEnumDeclaration(node)) return 'declares an enum; a union of literals or a table does the same';
  return ts.isModuleDeclaration(node) && ts.isIdentifier(node.name) ? 'declares a namespace' : undefined;
};

const exempt = new Set(['skip', 'todo', 'failing']);
const tests = new Set(['it', 'test', 'describe']);
const disabled = new Set(['fit', 'fdescribe', 'xit', 'xtest', 'xdescribe']);

/** A test is left out by `unlessMissing` alone, which says in its name what it misses. */
const leftOut: Finder = (node, { path }) => {
  if (!path.startsWith('tests/')) return undefined;
  const [owner, name] =
    ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)
      ? [node.expression.text, node.name.text]
      : ts.isCallExpression(node) && ts.isIdentifier(node.expression)
        ? [node.expression.text, '']
        : [];
  if (owner === undefined || name === undefined) return undefined;
  if (tests.has(owner) && name === 'only') return 'runs one test alone';
  if (!disabled.has(owner) && !(tests.has(owner) && exempt.has(name))) return undefined;
  return 'leaves out a test; unlessMissing does, and says in its name what is missing';
};

/** Written so that this line is not itself a hit. */
const unfinished = /\b(?:TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/;

function suppression(comment: string): string | undefined {
  if (/@ts-(?:ignore|nocheck)/.test(comment))
    return 'turns the compiler off; @ts-expect-error with a reason is allowed';
  if (comment.includes('eslint-disable') && !/ -- \S+/.test(comment)) return 'turns eslint off without " -- reason"';
  return /@ts-expect-error\s*$/.test(comment) ? 'expects a compiler error without saying which' : undefined;
}

/** Words of the samples below, apart from what they would make up: the samples are no hits themselves. */
const [only, skip, later] = ['only', 'skip', 'DO: more'];

/** What no line of code contains. */
export const codeRules: readonly Rule[] = [
  {
    title: 'the type any is not used',
    check: eachNode(anyType),
    bad: { 'shared/model/key.ts': 'export const key = JSON.parse("1") as any;\n' },
    finding: /^shared\/model\/key.ts:1 has the type any/,
  },
  {
    title: 'there is no enum and no namespace',
    check: eachNode(erasable),
    bad: { 'shared/model/key.ts': 'export const key = 1;\nnamespace Keys {\n  enum Kind {\n    a,\n  }\n}\n' },
    finding: /key.ts:2 declares a namespace\n.*key.ts:3 declares an enum/,
  },
  {
    title: 'no test is left out but for what is missing and named, and none runs alone',
    check: eachNode(leftOut),
    bad: { 'tests/key.test.ts': `test.${only}('a', () => {});\n// later\nit.${skip}.each([1])('b', () => {});\n` },
    finding: /key.test.ts:1 runs one test alone\n.*key.test.ts:3 leaves out a test/,
  },
  {
    title: 'nothing is left to do in a comment',
    check: eachComment(unfinished, (comment) => unfinished.exec(comment)?.[0]),
    bad: { 'shared/model/key.ts': `export const key = [\n  1, // TO${later}\n];\n` },
    finding: /^shared\/model\/key.ts:2 TO.O/,
  },
  {
    title: 'a compiler or lint rule is turned off only with its reason',
    check: eachComment(/eslint-disable|@ts-/, suppression),
    bad: { 'shared/model/key.ts': '/** Key. */\n// eslint-disable-next-line no-console\nexport const key = 1;\n' },
    finding: /^shared\/model\/key.ts:2 turns eslint off/,
  },
];
