import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileTree } from '../../local/docs/fileTree.ts';
import type { Project } from './readProject.ts';
import type { Rule } from './rule.ts';

const architecture = 'docs/architecture.md';
const isDocument = (file: string): boolean => /^(?:docs\/.*|[^/]+)\.md$/.test(file);

const trees = new WeakMap<Project, string>();

/** The list of files as it is made anew, which takes seconds. */
function treeOf(project: Project): string {
  const tree = trees.get(project) ?? fileTree(project.root, '<!-- files --><!-- /files -->');
  trees.set(project, tree);
  return tree;
}

function staleTree(project: Project): readonly string[] {
  return project.text(architecture).includes(treeOf(project))
    ? []
    : [`${architecture} does not list the files as they are: npm run docs`];
}

function undescribedFiles(project: Project): readonly string[] {
  return treeOf(project)
    .split('\n')
    .filter((line) => line.endsWith(' - '))
    .map((line) => `${line.trim()} nothing: the file needs a docstring`);
}

/** The folders a file is in, the nearest last. */
const foldersOf = (file: string): readonly string[] =>
  file.split('/').map((_name, at, names) => names.slice(0, at).join('/'));

/** Relative links, and the files of code that are named in backticks. */
function deadReferences(project: Project): readonly string[] {
  // Pictures are no text, and not among the paths.
  const isPicture = (file: string): boolean => file.endsWith('.png') && existsSync(path.join(project.root, file));
  const files = new Set(project.paths);
  const folders = new Set(project.paths.flatMap(foldersOf));
  const exists = (file: string): boolean => isPicture(file) || files.has(file) || folders.has(file.replace(/\/$/, ''));
  return project.paths.filter(isDocument).flatMap((file) => {
    const text = project.text(file);
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:[#\s][^)]*)?\)/g)].map(([, target = '']) =>
      path.posix.join(path.posix.dirname(file), target),
    );
    const named = [...text.matchAll(/`((?:functions|shared|local|tests|docs|postman|bench)\/[\w./-]*)`/g)];
    return [...links, ...named.map(([, name = '']) => name)]
      .filter((target) => !exists(target))
      .map((target) => `${file} refers to ${target}, which does not exist`);
  });
}

/** The documents say what is there. */
export const documentRules: readonly Rule[] = [
  {
    title: 'docs/architecture.md lists every file with what it is for',
    check: staleTree,
    bad: { 'shared/errors/newError.ts': '/** New. */\nexport const newError = 1;\n' },
    finding: /does not list the files as they are/,
  },
  {
    title: 'every file of code says what it is for',
    check: undescribedFiles,
    bad: { 'shared/errors/newError.ts': 'export const newError = 1;\n' },
    finding: /^newError.ts - nothing/,
  },
  {
    title: 'the files and links the documents name exist',
    check: deadReferences,
    bad: { 'docs/guide.md': 'See [this](gone.md) and `shared/model/gone.ts`.\n' },
    finding: /refers to docs\/gone.md.*\n.*refers to shared\/model\/gone.ts/,
  },
];
