// `--help` of every command: what it does and its options, and nothing is done.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../../local/projectPaths.ts';

const { scripts } = JSON.parse(readFileSync(path.join(projectPaths.root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const guide = readFileSync(path.join(projectPaths.root, 'AGENTS.md'), 'utf8');

/** The options that AGENTS.md shows of a command. */
function shownOptions(command: string): readonly string[] {
  const row = new RegExp(`^\\| \`npm (?:run )?(?:--silent )?${command}\\b.*$`, 'm').exec(guide)?.[0] ?? '';
  return [...new Set([...row.matchAll(/(?<=[[( `|])--[a-z][\w-]+/g)].map(([option]) => option))].filter(
    (option) => option !== '--silent',
  );
}

test.each([
  [['token', '--scopes', 'x'], "Unknown option '--scopes'."],
  [['import', '--dryrun', 'x.csv'], "Unknown option '--dryrun'."],
])('%j is told where the options are', (args, finding) => {
  const run = spawnSync(process.execPath, ['local/bootstrap.mjs', ...args], {
    cwd: projectPaths.root,
    encoding: 'utf8',
  });
  expect([run.status, run.stderr]).toEqual([1, `${finding} npm run ${args[0]!} -- --help lists the options.\n`]);
});

test.each(Object.keys(scripts))('npm run %s -- --help', async (command) => {
  const said = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    const { main } = (await import(`../../../local/${command}.ts`)) as { main: (args: string[]) => Promise<void> };
    await main(['--help']);
    const text = said.mock.calls.flat().join('\n');
    const name = ['start', 'test'].includes(command) ? `npm ${command}` : `npm run (?:--silent )?${command}`;
    expect(text).toMatch(new RegExp(`^${name}\\b`));
    for (const option of [...shownOptions(command), '--help']) expect(text).toMatch(new RegExp(`^ +${option}\\b`, 'm'));
    expect(said).toHaveBeenCalledTimes(1);
  } finally {
    said.mockRestore();
  }
});
