import path from 'node:path';
import ts from 'typescript';
import { exportsOf } from './exportsOf.ts';

/** The text of a documentation comment without its frame and without its tags. */
function commentText(comment: string): string {
  return comment
    .replace(/^\/\*\*?|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\*|\/\/)? ?/, ''))
    .join(' ')
    .replace(/(?:^|\s)@(?:param|returns|throws)\b.*$/, '')
    .replace(/\{@link (\w+)\}/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The comment that stands directly before a statement, or the line comments that open the file. */
function leadingComment(file: ts.SourceFile, statement: ts.Statement): string | undefined {
  const ranges = ts.getLeadingCommentRanges(file.text, statement.getFullStart()) ?? [];
  const texts = ranges.map(({ pos, end }) => file.text.slice(pos, end)).filter((text) => !text.startsWith('#!'));
  const documentation = texts.filter((text) => text.startsWith('/**')).at(-1);
  return documentation ?? (texts.length === 0 ? undefined : texts.join('\n'));
}

/** The first sentence, without its full stop. */
function firstSentence(text: string): string {
  return (/^.*?[^.](?=\.(?:\s+[A-Z`]|$))/.exec(text)?.[0] ?? text).replace(/[.:]$/, '');
}

/**
 * What a source file is for, in one sentence: that of the comment before the export the file is named after, else before
 * the first exported value, type or statement that has one.
 *
 * @returns undefined when the file says nothing about itself
 */
export function describeFile(file: ts.SourceFile): string | undefined {
  const name = path.posix
    .basename(file.fileName)
    .replace(/\.\w+$/, '')
    .toLowerCase();
  const exported = exportsOf(file);
  const candidates = [
    ...exported.filter((one) => one.name.toLowerCase() === name).map(({ statement }) => statement),
    ...exported.filter(({ kind }) => kind === 'value').map(({ statement }) => statement),
    ...exported.map(({ statement }) => statement),
    ...file.statements,
  ];
  for (const statement of candidates) {
    const comment = leadingComment(file, statement);
    if (comment !== undefined) return firstSentence(commentText(comment));
  }
  return undefined;
}
