import { access, constants, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** The files an import is about, and in a sentence each what is no file. */
export interface ListedFiles {
  readonly files: readonly { readonly file: string; readonly size: number }[];
  readonly problems: readonly string[];
}

/** What files of a folder are taken for reports. */
const isReport = (name: string): boolean => /^[^.].*\.[ct]sv$/i.test(name);

async function filesOf(given: string): Promise<readonly string[] | string> {
  const found = await stat(given).catch(() => undefined);
  if (found === undefined) return `There is no file or folder ${given}.`;
  if (!found.isDirectory()) return found.isFile() ? [given] : `${given} is neither a file nor a folder.`;
  const entries = await readdir(given, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return `The folder ${given} cannot be read.`;
  const reports = entries.filter((entry) => entry.isFile() && isReport(entry.name));
  if (reports.length === 0) return `The folder ${given} has no CSV file.`;
  return reports.map(({ parentPath, name }) => path.join(parentPath, name)).sort();
}

/** The files that are named, and those of the folders that are; each once, those of a folder in the order of their names. */
export async function listFiles(paths: readonly string[]): Promise<ListedFiles> {
  const files = new Map<string, ListedFiles['files'][number]>();
  const problems: string[] = [];
  for (const given of paths) {
    const found = await filesOf(given);
    if (typeof found === 'string') {
      problems.push(found);
      continue;
    }
    for (const file of found) {
      const readable = await access(file, constants.R_OK).then(
        () => true,
        () => false,
      );
      if (!readable) problems.push(`The file ${file} cannot be read.`);
      else files.set(await realpath(file), { file, size: (await stat(file)).size });
    }
  }
  return { files: [...files.values()], problems };
}
