import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import { readBicep, type BicepDeclaration } from './readBicep.ts';

const folder = path.join(projectPaths.root, 'infra');

/** The Bicep files of the project, relative to infra/, with slashes. */
export const bicepFiles: readonly string[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.bicep'))
  .map((file) => file.replaceAll('\\', '/'))
  .toSorted();

/** The text of a file below infra/. */
export const infraText = (file: string): string => readFileSync(path.join(folder, file), 'utf8');

/** What one Bicep file declares. */
export async function declarationsOf(file: string): Promise<readonly BicepDeclaration[]> {
  return (await readBicep(infraText(file))).declarations;
}

/** One declaration of a file by its name. */
export async function declared(file: string, name: string): Promise<BicepDeclaration> {
  const found = (await declarationsOf(file)).find((declaration) => declaration.name === name);
  if (found === undefined) throw new Error(`infra/${file} declares no ${name}`);
  return found;
}
