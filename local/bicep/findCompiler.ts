import { accessSync, constants } from 'node:fs';
import path from 'node:path';

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where the Bicep compiler is: what the variable BICEP names, else the first on PATH; undefined when there is none. */
export function findCompiler(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { BICEP: named = '', PATH: folders = '' } = environment;
  if (named.trim() !== '') return named.trim();
  const name = process.platform === 'win32' ? 'bicep.exe' : 'bicep';
  return folders
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, name))
    .find(isExecutable);
}
