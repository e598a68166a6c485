import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { KeptPart } from './keptParts.ts';
import type { Aim } from './part.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Aims as a table, what falls short first, below a sentence that is told how many of how many were reached. */
function table(aims: readonly Aim[], told: (reached: string) => string): readonly string[] {
  const short = aims.filter(({ isReached }) => !isReached);
  if (aims.length === 0) return [];
  return [
    `${told(`${aims.length - short.length} of ${aims.length}`)}\n`,
    row(['promised', 'measured', '']),
    row(['---', '---', '---']),
    ...[...short, ...aims.filter(({ isReached }) => isReached)].map(({ promised, measured, isReached }) =>
      row([promised, measured, isReached ? 'reached' : '**falls short**']),
    ),
    '',
  ];
}

/** What is promised, what was measured, and where it falls short, on one screen. */
function summary(parts: readonly KeptPart[]): readonly string[] {
  const aims = parts.flatMap((each) => each.aims);
  return [
    ...table(
      aims.filter(({ isEarlier }) => isEarlier !== true),
      (reached) => `${reached} promises were reached.`,
    ),
    ...table(
      aims.filter(({ isEarlier }) => isEarlier === true),
      (reached) =>
        `Aims that were set earlier, in requests a second or by the clock of the platform, of which ${reached} were reached; what stands in the way is told under "What the profiles say":`,
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
    await text('method'),
    '',
    '## Figures\n',
    ...parts.map((each) => `${each.text.trim()}\n`),
    await text('notes'),
  ].join('\n')}\n`;
}
