import path from 'node:path';
import type { BackedUpSet, BackupManifest, BackupPart } from './backupManifest.ts';
import { readPartFile } from './partFile.ts';

async function checkFile(
  file: string,
  { properties }: BackedUpSet,
  { rows, removed, kind }: BackupPart,
): Promise<void> {
  const found = { rows: 0, removed: 0 };
  const wrong = (what: string): Error =>
    new Error(`Line ${found.rows + found.removed + 1} of ${file} ${what}. Nothing was stored.`);
  for await (const line of readPartFile(file)) {
    let item: unknown;
    try {
      item = JSON.parse(line);
    } catch {
      throw wrong('is no JSON');
    }
    if (typeof item !== 'object' || item === null || !('id' in item) || typeof item.id !== 'string') {
      throw wrong('is no entity with an id');
    }
    if (kind === 'changes' && '@removed' in item) {
      found.removed += 1;
      continue;
    }
    const unknown = Object.keys(item).find((name) => !Object.hasOwn(properties, name));
    if (unknown !== undefined) throw wrong(`has the property ${unknown}, which the manifest does not name`);
    found.rows += 1;
  }
  if (found.rows === rows && found.removed === removed) return;
  throw new Error(
    `${file} has ${found.rows} rows and ${found.removed} deleted, the manifest says ${rows} and ${removed}. Nothing was stored.`,
  );
}

/** Throws unless the lines of the files of an export are those its manifest counts: entities with an id, and no property it does not name. */
export async function checkLines(folder: string, { sets }: BackupManifest): Promise<void> {
  for (const set of Object.values(sets)) {
    for (const part of set.parts) await checkFile(path.join(folder, part.file), set, part);
  }
}
