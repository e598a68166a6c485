import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What the files of an export are, and how they are read. */
export const backupFormat = 'usage-reports-export/1';

/** A file of an export. */
export interface BackupPart {
  readonly file: string;
  /** All entities of a set, or what changed and was deleted since the part before. */
  readonly kind: 'full' | 'changes';
  readonly rows: number;
  readonly removed: number;
  /** Of the file as it is, in hexadecimal. */
  readonly sha256: string;
  /** By the clock of storage: every change stamped before is in it. Absent where the service does not tell. */
  readonly at?: string;
}

/** What an export has of an entity set. */
export interface BackedUpSet {
  /** The types of the properties by name, in the order of the lines: `Edm.Int64`, `Collection(Edm.String)`. */
  readonly properties: Readonly<Record<string, string>>;
  /** To be applied in this order. */
  readonly parts: readonly BackupPart[];
  /** Where the next run reads what changed since. */
  readonly follow: string;
}

/** The table of contents of an export. */
export interface BackupManifest {
  readonly format: typeof backupFormat;
  readonly service: string;
  readonly tenant: string;
  readonly sets: Readonly<Record<string, BackedUpSet>>;
  /** Sets the token may not read, and what the service said. */
  readonly notRead: Readonly<Record<string, string>>;
}

const fileIn = (folder: string): string => path.join(folder, 'manifest.json');

/** Reads the manifest of a folder; undefined where there is none. Throws for one of another format. */
export async function readBackupManifest(folder: string): Promise<BackupManifest | undefined> {
  let text: string;
  try {
    text = await readFile(fileIn(folder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  let manifest: Partial<BackupManifest> | null = null;
  try {
    manifest = JSON.parse(text) as Partial<BackupManifest> | null;
  } catch {
    // Whatever is no JSON has no format.
  }
  if (manifest?.format !== backupFormat) {
    throw new Error(`${fileIn(folder)} is not of the format ${backupFormat}, but of ${String(manifest?.format)}.`);
  }
  if (isWhole(manifest)) return manifest as BackupManifest;
  throw new Error(`${fileIn(folder)} lacks the tenant, or the files and properties of a set.`);
}

/** Whether what is read of a manifest is there. */
function isWhole({ tenant, sets }: Partial<BackupManifest>): boolean {
  if (typeof tenant !== 'string' || typeof sets !== 'object') return false;
  return Object.values(sets as Readonly<Record<string, Partial<BackedUpSet> | null>>).every(
    (set) => Array.isArray(set?.parts) && typeof set.properties === 'object' && typeof set.follow === 'string',
  );
}

/** Writes the manifest of a folder; a reader finds the one before or this one, whole. */
export async function writeBackupManifest(folder: string, manifest: BackupManifest): Promise<void> {
  const file = fileIn(folder);
  await writeFile(`${file}.new`, `${JSON.stringify(manifest, undefined, 2)}\n`);
  await rename(`${file}.new`, file);
}
