import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';

/** A fenced block of a document. */
export interface Block {
  readonly file: string;
  /** Of the opening fence, from 1. */
  readonly line: number;
  /** First word behind the fence, such as `sh`. */
  readonly language: string;
  readonly text: string;
  /** Why it is not run, by a comment right above it or by one about its language above it in the document. */
  readonly notRun: string | undefined;
}

/** A Markdown file of the project. */
export interface Document {
  /** Relative, with slashes. */
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Shell variables that are the reader's own, by `<!-- given: URL TOKEN -->`. */
  readonly given: readonly string[];
}

const made = new Set(['node_modules', 'dist', '.local', '.git', '.mirror', 'coverage']);

function markdownFiles(folder = ''): readonly string[] {
  return readdirSync(path.join(projectPaths.root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return made.has(entry.name) ? [] : markdownFiles(name);
    return entry.isFile() && name.endsWith('.md') ? [name] : [];
  });
}

/** The last line of a text that is not empty. */
const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';

/** Reads the fenced blocks of a text; those in lists are indented. */
export function blocksOf(file: string, text: string): readonly Block[] {
  return [...text.matchAll(/^( *)```(\w*)(?:[^\w\n][^\n]*)?\n(.*?)^\1```$/gms)].map(
    ({ index, 1: indent = '', 2: language = '', 3: body = '' }) => {
      const before = text.slice(0, index);
      const ofLanguage = [...before.matchAll(/<!-- (\w+) is not run: (.+?) -->/gs)].findLast(
        ([, name]) => name === language,
      );
      const own = /<!-- not run: (.+) -->$/.exec(lastLine(before));
      return {
        file,
        line: before.split('\n').length,
        language,
        text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
        notRun: own?.[1] ?? ofLanguage?.[2],
      };
    },
  );
}

/** Every Markdown file of the project. */
export function readDocuments(): readonly Document[] {
  return markdownFiles().map((file) => {
    const text = readFileSync(path.join(projectPaths.root, file), 'utf8');
    const given = /<!-- given: ([\w ]+) -->/.exec(text)?.[1]?.split(' ') ?? [];
    return { file, text, blocks: blocksOf(file, text), given };
  });
}
