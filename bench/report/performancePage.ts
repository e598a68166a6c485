import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { machine } from './machine.ts';
import type { Part } from './part.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** What is promised, what was measured, and where it falls short, on one screen. */
function summary(parts: readonly Part[]): readonly string[] {
  const aims = parts.flatMap((each) => each.aims);
  const short = aims.filter(({ isReached }) => !isReached);
  return [
    `${aims.length - short.length} of ${aims.length} promises were reached in this run.\n`,
    row(['promised', 'measured', '']),
    row(['---', '---', '---']),
    ...[...short, ...aims.filter(({ isReached }) => isReached)].map(({ promised, measured, isReached }) =>
      row([promised, measured, isReached ? 'reached' : '**falls short**']),
    ),
  ];
}

/** The whole of docs/performance.md, of one run of all parts: `began` is the line about the machine when it did. */
export async function performancePage(parts: readonly Part[], began: string): Promise<string> {
  const text = async (name: string): Promise<string> =>
    (await readFile(path.join(import.meta.dirname, `${name}.txt`), 'utf8')).trimEnd();
  return `${[
    '# Performance\n',
    'Written by `npm run bench -- --write --against FOLDER` from one run; what is explained stands in `bench/report/`.\n',
    `Measured ${began}. At the end: ${machine().split(';')[0] ?? ''}.\n`,
    '## Promised and measured\n',
    ...summary(parts),
    '',
    await text('method'),
    '',
    '## Figures\n',
    ...parts.map((each) => `${each.text.trim()}\n`),
    await text('notes'),
  ].join('\n')}\n`;
}
