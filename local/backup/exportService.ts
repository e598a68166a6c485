import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Service } from '../import/service.ts';
import { lockFile } from '../process/lockFile.ts';
import { AnswerError } from './askService.ts';
import {
  backupFormat,
  type BackedUpSet,
  type BackupManifest,
  readBackupManifest,
  writeBackupManifest,
} from './backupManifest.ts';
import { type ExportTask, finishSet, readSet, tidySet } from './exportSet.ts';
import { readSets } from './readSets.ts';
import { setRank } from './setRank.ts';

/** What is exported, and to where. */
export interface ServiceExport {
  readonly service: Service;
  readonly tenant: string;
  readonly folder: string;
  /** Told of each set that is done. */
  readonly tell?: (set: string, done: BackedUpSet) => void;
  /** Stops the export between two requests for sets; the next one goes on. */
  readonly signal?: AbortSignal;
}

/** Removes the files of a set that no manifest names any more. */
async function removeOldParts(folder: string, set: string, { parts }: BackedUpSet): Promise<void> {
  const named = new Set(parts.map(({ file }) => file));
  const own = (await readdir(folder)).filter((file) => file.startsWith(`${set}.`) && file.endsWith('.jsonl.gz'));
  for (const file of own) if (!named.has(file)) await rm(path.join(folder, file), { force: true });
}

/**
 * Exports every set the token may read: those that have to be read whole are read first, then all are followed until nothing
 * is left, so that what is in the folder is the state of one moment. What was done before is not done again.
 *
 * @throws Error when the folder is of another tenant, another export writes to it, or the service fails; the same call goes on
 */
export async function exportService(task: ServiceExport): Promise<BackupManifest> {
  const { folder } = task;
  await mkdir(folder, { recursive: true });
  return await lockFile(
    path.join(folder, 'export.lock'),
    `${folder} is being exported to`,
    async () => await exported(task),
  );
}

async function exported({ service, tenant, folder, tell, signal }: ServiceExport): Promise<BackupManifest> {
  const earlier = await readBackupManifest(folder);
  if (earlier !== undefined && earlier.tenant !== tenant) {
    throw new Error(`${folder} has the export of the tenant ${earlier.tenant}; take another folder for ${tenant}.`);
  }
  let manifest: BackupManifest = earlier ?? {
    format: backupFormat,
    service: service.root,
    tenant,
    sets: {},
    notRead: {},
  };
  const notRead: Record<string, string> = {};
  const open: ExportTask[] = [];
  for (const [set, properties] of await readSets(service)) {
    signal?.throwIfAborted();
    const task = { service, folder, set, properties, before: manifest.sets[set] };
    try {
      await readSet(task);
      open.push(task);
    } catch (error) {
      if (!(error instanceof AnswerError) || error.status !== 403) throw error;
      notRead[set] = error.message;
    }
  }
  for (const task of open.sort((one, other) => setRank(other.set) - setRank(one.set))) {
    signal?.throwIfAborted();
    const { set } = task;
    let done: BackedUpSet;
    try {
      done = await finishSet(task);
    } catch (error) {
      if (!(error instanceof AnswerError) || error.status !== 403) throw error;
      notRead[set] = error.message;
      continue;
    }
    manifest = { ...manifest, sets: { ...manifest.sets, [set]: done } };
    await writeBackupManifest(folder, manifest);
    await tidySet(folder, set);
    await removeOldParts(folder, set, done);
    tell?.(set, done);
  }
  manifest = { ...manifest, service: service.root, notRead };
  await writeBackupManifest(folder, manifest);
  await rm(path.join(folder, 'unfinished'), { recursive: true, force: true });
  return manifest;
}
