import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { KeptPart } from './keptParts.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** What is promised, what was measured, and where it falls short, on one screen. */
function summary(parts: readonly KeptPart[]): readonly string[] {
  const aims = parts.flatMap((each) => each.aims);
  const short = aims.filter(({ isReached }) => !isReached);
  return [
    `${aims.length - short.length} of ${aims.length} promises were reached.\n`,
    row(['promised', 'measured', '']),
    row(['---', '---', '---']),
    ...[...short, ...aims.filter(({ isReached }) => isReached)].map(({ promised, measured, isReached }) =>
      row([promised, measured, isReached ? 'reached' : '**falls short**']),
    ),
  ];
}

/** The runs that parts are from: one, unless a part was measured again. */
function runs(parts: readonly KeptPart[]): readonly string[] {
  const began = [...new Set(parts.map((each) => each.began))];
  return began.map((each) => {
    const own = parts.filter((part) => part.began === each);
    const which =
      began.length === 1
        ? ''
        : `${own.map(({ name }) => `\`${name}\``).join(', ')}, in a run of ${own.length === 1 ? 'its' : 'their'} own: `;
    return `${which}Measured ${each}. At the end: ${own.at(-1)?.ended ?? ''}.\n`;
  });
}

/** The whole of docs/performance.md; `subject` says which build was measured, beside which, and how. */
export async function performancePage(parts: readonly KeptPart[], subject: string): Promise<string> {
  const text = async (name: string): Promise<string> =>
    (await readFile(path.join(import.meta.dirname, `${name}.txt`), 'utf8')).trimEnd();
  return `${[
    '# Performance\n',
    'Written by `npm run bench -- --write --against FOLDER`; what is explained stands in `bench/report/`.\n',
    `${subject}.\n`,
    ...runs(parts),
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
