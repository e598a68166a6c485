import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkSnapshots } from './checkSnapshots.ts';
import { runBicep } from './runBicep.ts';

/** What the compiler says of a module that is not on this machine (BCP190, BCP192). */
const notRestored = /\bBCP19[02]\b/;

/** What the check of infra/ came to: what is wrong, or why it could not be made. */
export type InfraCheck = { readonly wrong: readonly string[] } | { readonly skipped: string };

async function misformatted(compiler: string, files: readonly string[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const file of files) {
    const { stdout } = await runBicep(compiler, ['format', file, '--stdout']);
    if (stdout.trimEnd() !== readFileSync(file, 'utf8').trimEnd())
      wrong.push(`${file} is not as bicep format writes it.`);
  }
  return wrong;
}

/**
 * Compiles infra/, which lints it as well, with the modules that are on this machine, holds its files against `bicep format`, and its
 * snapshots against what the compiler makes of them. Every diagnostic is wrong, warnings included: the compiler ends with 0
 * for those.
 *
 * @param isWritten whether snapshots are written instead of compared
 */
export async function checkInfra(compiler: string, root: string, isWritten: boolean): Promise<InfraCheck> {
  const infra = path.join(root, 'infra');
  const main = path.join(infra, 'main.bicep');
  const built = await runBicep(compiler, ['build', '--no-restore', main, '--stdout']);
  if (built.code === 127) return { skipped: `the compiler ${compiler} cannot be started (${built.stderr})` };
  if (notRestored.test(built.stderr))
    return { skipped: `its modules are not on this machine; with a network: ${compiler} restore ${main}` };
  const said = built.stderr.split('\n').filter((line) => line.trim() !== '');
  const names = readdirSync(infra, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.bicep(param)?$/.test(name),
  );
  const files = names.map((name) => path.join(infra, name)).sort();
  const wrong = [...said, ...(await misformatted(compiler, files))];
  // What does not compile has no snapshot.
  if (built.code !== 0) return { wrong };
  return { wrong: [...wrong, ...(await checkSnapshots(compiler, root, isWritten))] };
}
