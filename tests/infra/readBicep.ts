import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Language, Parser, type Node } from 'web-tree-sitter';
import { projectPaths } from '../../local/projectPaths.ts';

/** A value as Bicep writes it; what only the compiler could work out is its text. */
export type BicepValue = string | number | boolean | null | BicepExpression | readonly BicepValue[] | BicepObject;
export interface BicepExpression {
  readonly expression: string;
}
export interface BicepObject {
  readonly [name: string]: BicepValue;
}

/** `resource`, `module`, `param`, `var`, `output`, `type` or `import`. */
export interface BicepDeclaration {
  readonly kind: string;
  readonly name: string;
  /** The type of a resource with its API version, or where a module is. */
  readonly source: string;
  /** Of a resource or a module. */
  readonly body: BicepObject;
  readonly text: string;
  /** The decorators before it. */
  readonly decorators: readonly string[];
}

const packages = path.join(projectPaths.root, 'node_modules');

async function createParser(): Promise<Parser> {
  await Parser.init();
  const grammar = readFileSync(path.join(packages, 'tree-sitter-bicep', 'tree-sitter-bicep.wasm'));
  return new Parser().setLanguage(await Language.load(grammar));
}

let parser: Promise<Parser> | undefined;

const children = (node: Node): readonly Node[] => node.namedChildren.filter((child) => child.type !== 'comment');
const nameOf = (node: Node | undefined): string => (node?.text ?? '').replace(/^'(.*)'$/s, '$1');

function readObject(node: Node | undefined): BicepObject {
  const properties = node === undefined ? [] : children(node).filter(({ type }) => type === 'object_property');
  return Object.fromEntries(
    properties.map((property) => {
      const [key, value] = children(property);
      return [nameOf(key), value === undefined ? null : readValue(value)];
    }),
  );
}

function readValue(node: Node): BicepValue {
  const { type, text } = node;
  if (type === 'object') return readObject(node);
  if (type === 'array') return children(node).map(readValue);
  if (type === 'boolean') return text === 'true';
  if (type === 'number') return Number(text);
  if (type === 'null') return null;
  const isLiteral = type === 'string' && children(node).every((part) => part.type === 'string_content');
  return isLiteral ? nameOf(node) : { expression: text };
}

function faults(node: Node): readonly string[] {
  const { row, column } = node.startPosition;
  if (node.isMissing) return [`${row + 1}:${column + 1} ${node.type} is missing`];
  if (node.isError) return [`${row + 1}:${column + 1} cannot be read: ${node.text.slice(0, 40)}`];
  return node.hasError ? node.children.flatMap(faults) : [];
}

const kinds: Readonly<Record<string, string>> = {
  resource_declaration: 'resource',
  module_declaration: 'module',
  parameter_declaration: 'param',
  variable_declaration: 'var',
  output_declaration: 'output',
  type_declaration: 'type',
  import_functionality: 'import',
};

/** What stands in braces: alone, behind a condition, or for each of a list. */
function bodyOf(node: Node): Node | undefined {
  const wrapped = children(node).find(({ type }) => type === 'if_statement' || type === 'for_statement');
  return wrapped === undefined ? children(node).find(({ type }) => type === 'object') : bodyOf(wrapped);
}

function readDeclarations(root: Node): readonly BicepDeclaration[] {
  const statements = children(root);
  return statements.flatMap((node, index) => {
    const kind = kinds[node.type];
    if (kind === undefined) return [];
    const [name, source] = children(node);
    const before = statements[index - 1];
    return {
      kind,
      name: nameOf(name),
      source: nameOf(source),
      body: readObject(bodyOf(node)),
      text: node.text,
      decorators: before?.type === 'decorators' ? children(before).map(({ text }) => text) : [],
    };
  });
}

/** The names an expression begins with: parameters, variables, modules, resources and functions. */
function readReferences(node: Node): readonly string[] {
  const [first, ...others] = children(node);
  const isDeclaration = kinds[node.type] !== undefined || node.type === 'object_property';
  const rest = isDeclaration ? others : children(node);
  if (['decorators', 'type', 'nullable_type'].includes(node.type)) return [];
  if (node.type === 'for_statement') return others.flatMap(readReferences).filter((name) => name !== first?.text);
  if (node.type === 'identifier') return [node.text];
  const named = isDeclaration && first?.type === 'string' ? readReferences(first) : [];
  return [...named, ...rest.flatMap(readReferences)];
}

/** Uses of what a module gives back, `module.outputs.name`. */
function readOutputUses(node: Node): readonly (readonly [module: string, output: string])[] {
  const use = node.type === 'member_expression' ? /^(\w+)\.outputs\.(\w+)$/.exec(node.text) : null;
  return use === null ? children(node).flatMap(readOutputUses) : [[use[1] ?? '', use[2] ?? '']];
}

/** Every object, however deep: the text of the value of each property. */
function readObjects(node: Node): readonly Readonly<Record<string, string>>[] {
  const properties = node.type === 'object' ? children(node).filter(({ type }) => type === 'object_property') : [];
  const own = properties.map((property) => {
    const [key, value] = children(property);
    return [nameOf(key), value?.text ?? ''] as const;
  });
  return [...(own.length > 0 ? [Object.fromEntries(own)] : []), ...children(node).flatMap(readObjects)];
}

/** One file of Bicep. */
export interface BicepFile {
  /** What is wrong with its syntax, `line:column what`. */
  readonly faults: readonly string[];
  readonly declarations: readonly BicepDeclaration[];
  readonly references: readonly string[];
  readonly objects: readonly Readonly<Record<string, string>>[];
  readonly outputUses: readonly (readonly [module: string, output: string])[];
}

/** Parses Bicep. Names and types are not checked. */
export async function readBicep(text: string): Promise<BicepFile> {
  parser ??= createParser();
  const tree = (await parser).parse(text);
  if (tree === null) throw new Error('The parser gave nothing back.');
  const { rootNode } = tree;
  return {
    faults: faults(rootNode),
    declarations: readDeclarations(rootNode),
    references: readReferences(rootNode),
    objects: readObjects(rootNode),
    outputUses: readOutputUses(rootNode),
  };
}
