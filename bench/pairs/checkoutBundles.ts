import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import { bundleProcess } from '../subjects/bundleProcess.ts';
import { codeOf } from './codeOf.ts';

/** Bundles a measurement twice: over the code of this checkout, and over that of another one, or of this one again. */
export async function checkoutBundles(
  entry: string,
  built: string,
  against: string | undefined,
): Promise<Readonly<Record<'own' | 'other', string>>> {
  const name = path.basename(entry, '.ts');
  const files = { own: path.join(built, `${name}.mjs`), other: path.join(built, `${name}.other.mjs`) };
  await bundleProcess(entry, files.own, [codeOf(projectPaths.root)]);
  await bundleProcess(entry, files.other, [codeOf(path.resolve(against ?? projectPaths.root))]);
  return files;
}
