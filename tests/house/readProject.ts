import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { exportsOf, type Export } from '../../local/docs/exportsOf.ts';
import { importsOf, type Import } from './importsOf.ts';

/** One TypeScript file of the project. */
export interface Module {
  /** Relative to the project, with slashes. */
  readonly path: string;
  readonly ast: ts.SourceFile;
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
}

/** A checkout as the rules of the house see it. */
export interface Project {
  readonly root: string;
  /** Every text file that belongs to the project, relative, with slashes. */
  readonly paths: readonly string[];
  readonly modules: readonly Module[];
  /** The text of a file, '' when there is none. */
  text(path: string): string;
}

/** What is made, anywhere, or at the root. */
const made = new Set(['node_modules', 'dist', '.local', '.git', '.mirror']);
const madeAtRoot = new Set([...made, 'coverage']);
const binary = /\.(?:png|ico|woff2?|gz|zip|tgz)$/;
/** A package of its own (tests/clients) has its own rules for types, as tsconfig.json says. */
const source = /^(?:functions|shared|web|local|tests(?!\/clients\/)|bench)\/.*\.ts$/;

/** Without what no rule looks at: comments as nodes, and the way back from a node to the one it is in. */
const parsing: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.Latest,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

function listFiles(root: string, folder = ''): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    // In a second work tree of a clone `.git` is a file.
    if ((folder === '' ? madeAtRoot : made).has(entry.name)) return [];
    if (entry.isDirectory()) return listFiles(root, name);
    return entry.isFile() && !binary.test(name) ? [name] : [];
  });
}

/** Reads the files of a checkout and parses those in TypeScript. */
export function readProject(root: string): Project {
  const paths = listFiles(root).toSorted();
  const texts = new Map(paths.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
  const text = (file: string): string => texts.get(file) ?? '';
  const modules = paths
    .filter((file) => source.test(file))
    .map((file) => {
      const ast = ts.createSourceFile(file, text(file), parsing);
      return { path: file, ast, imports: importsOf(ast), exports: exportsOf(ast) };
    });
  return { root, paths, modules, text };
}
