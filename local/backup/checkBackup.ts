import path from 'node:path';
import { fileDigest } from '../import/fileDigest.ts';
import type { BackupManifest } from './backupManifest.ts';
import { isPartName } from './partFile.ts';
import type { SetProperties } from './readSets.ts';

/** Throws unless every file of an export is the one its manifest names, and of the set that it is named for. */
export async function checkBackup(folder: string, { sets }: BackupManifest): Promise<void> {
  for (const [set, { parts }] of Object.entries(sets)) {
    for (const { file, sha256 } of parts) {
      if (!isPartName(set, file))
        throw new Error(`The manifest names ${file}, which is no file of ${set}. Nothing was stored.`);
      const found = await fileDigest(path.join(folder, file)).catch(() => '');
      if (found !== sha256)
        throw new Error(`${path.join(folder, file)} is missing, or not the file the manifest was written of.`);
    }
  }
}

/** Throws unless the service has every set and every property of an export, of the same type; names the first that it has not. */
export function checkTypes({ sets }: BackupManifest, there: ReadonlyMap<string, SetProperties>, root: string): void {
  for (const [set, { properties }] of Object.entries(sets)) {
    const own = there.get(set);
    if (own === undefined) throw new Error(`${root} has no set ${set}, which the export has. Nothing was stored.`);
    for (const [name, type] of Object.entries(properties)) {
      if (own[name] === type) continue;
      const what = own[name] === undefined ? 'does not have it' : `has it as ${own[name]}`;
      throw new Error(`The property ${name} of ${set} is ${type} in the export; ${root} ${what}. Nothing was stored.`);
    }
  }
}
