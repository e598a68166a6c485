import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { between } from './between.ts';
import { describeFile } from './describeFile.ts';

/** The folders whose files docs/architecture.md lists one by one. */
const roots = ['functions', 'shared', 'web', 'local'];
const source = /\.(?:ts|mjs|cjs)$/;

/** Comments are read as text. */
const parsing: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.Latest,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

function describe(root: string, file: string): string {
  const text = readFileSync(path.join(root, file), 'utf8');
  return describeFile(ts.createSourceFile(file, text, parsing)) ?? '';
}

function listFolder(root: string, folder: string, depth: number): readonly string[] {
  const indent = '  '.repeat(depth);
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  const inOrder = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
  const files = entries.filter((entry) => entry.isFile() && source.test(entry.name)).sort(inOrder);
  const folders = entries.filter((entry) => entry.isDirectory()).sort(inOrder);
  const lines = [
    ...files.map(({ name }) => `${indent}  ${name} - ${describe(root, `${folder}/${name}`)}`),
    ...folders.flatMap(({ name }) => listFolder(root, `${folder}/${name}`, depth + 1)),
  ];
  return lines.length === 0 ? [] : [`${indent}${path.posix.basename(folder)}/`, ...lines];
}

/**
 * The text of docs/architecture.md with its list of files made anew from the code: a line per file, which is the first
 * sentence of the file's own documentation.
 *
 * @param root folder of the checkout
 * @param text docs/architecture.md as it is
 * @throws Error when the text has lost the two marks between which the list stands
 */
export function fileTree(root: string, text: string): string {
  const lines = roots
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) => listFolder(root, folder, 0));
  return between(text, 'files', `\`\`\`\n${lines.join('\n')}\n\`\`\``);
}
