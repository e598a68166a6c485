import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isJsonObject, type JsonValue } from '../../shared/json/jsonValue.ts';
import { createSender } from '../import/createSender.ts';
import type { Service } from '../import/service.ts';
import { lockFile } from '../process/lockFile.ts';
import { askService } from './askService.ts';
import { type BackupManifest, readBackupManifest } from './backupManifest.ts';
import { checkBackup, checkTypes } from './checkBackup.ts';
import { checkLines } from './checkLines.ts';
import { readSets } from './readSets.ts';
import { registerName } from '../../shared/forget/registerName.ts';
import { restoreSet, type RestoreCounts } from './restoreSet.ts';
import { isLedger, setRank } from './setRank.ts';

/** What is restored, and to where. */
export interface ServiceRestore {
  readonly service: Service;
  readonly tenant: string;
  readonly folder: string;
  /** Where is kept how far it is. */
  readonly data: string;
  /** Into sets that have rows already: newer rows stay, and what the ledger has. */
  readonly isMerged: boolean;
  /** Waits until every instance knows the register; in milliseconds. */
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly tell?: (set: string, counts: RestoreCounts, failures: readonly string[]) => void;
  readonly signal?: AbortSignal;
}

/** How long after it was restored every instance has read the register, in milliseconds. */
const registerRead = 65_000;

/** A request that is brought into rows of others is worked off again. */
function openAgain(line: string): string {
  return JSON.stringify({ ...(JSON.parse(line) as object), state: 'waiting', place: null, rowsFailed: 0 });
}

/** The ids in a set. */
async function idsOf(service: Service, set: string, options = ''): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let link: string | undefined = `/${set}?$select=id${options}`;
  while (link !== undefined) {
    const answer = await askService(service, link);
    const { value } = answer;
    for (const item of Array.isArray(value) ? (value as readonly JsonValue[]) : []) {
      if (isJsonObject(item) && typeof item['id'] === 'string') ids.add(item['id']);
    }
    const next = answer['@odata.nextLink'];
    link = typeof next === 'string' ? next : undefined;
  }
  return ids;
}

/** How far each set is: the rows done with, and the last of them that was there then. */
type Progress = Record<string, { readonly rows: number; readonly last?: string }>;

async function readProgress(file: string): Promise<Progress> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Progress;
  } catch {
    return {};
  }
}

/** The rows done with; none where the last of them is not there any more, because the storage is another one by now. */
async function rowsDone(service: Service, set: string, progress: Progress): Promise<number> {
  const { rows = 0, last } = progress[set] ?? {};
  if (rows === 0 || last === undefined) return 0;
  const filter = encodeURIComponent(`id eq '${last.replaceAll("'", "''")}'`);
  return (await idsOf(service, set, `&$filter=${filter}`)).has(last) ? rows : 0;
}

/**
 * Restores an export: its digests and types are checked before anything is stored, then each set, the register of persons to
 * forget first and until every instance knows it, the ledger last. Into empty sets unless it is merged. Stopped, the same call goes on.
 *
 * @returns whether every row was stored, or is not kept by the service
 * @throws Error when the folder holds no export, what it holds does not fit, another process restores it, or the service fails
 */
export async function restoreService(task: ServiceRestore): Promise<boolean> {
  const { service, tenant, folder, data } = task;
  const manifest = await readBackupManifest(folder);
  if (manifest === undefined) throw new Error(`${folder} holds no manifest.json: it is no export.`);
  if (manifest.tenant !== tenant) {
    throw new Error(
      `${folder} has the export of the tenant ${manifest.tenant}, the token is of ${tenant}. Nothing was stored.`,
    );
  }
  checkTypes(manifest, await readSets(service), service.root);
  await checkBackup(folder, manifest);
  await checkLines(folder, manifest);
  const name = createHash('sha256')
    .update(JSON.stringify([manifest, service.root, tenant]))
    .digest('hex');
  const file = path.join(data, 'restores', `${name}.json`);
  await mkdir(path.dirname(file), { recursive: true });
  const work = async (): Promise<boolean> => await restoreSets(task, manifest, file);
  return await lockFile(`${file}.lock`, `${folder} is being restored`, work);
}

/** Restores the sets of an export; `file` says how far an earlier run has come. */
async function restoreSets(task: ServiceRestore, manifest: BackupManifest, file: string): Promise<boolean> {
  const { service, folder, isMerged, tell, signal } = task;
  const wait = task.wait ?? (async (milliseconds) => await sleep(milliseconds, undefined, { signal }));
  const progress = await readProgress(file);
  const sets = Object.entries(manifest.sets).sort(([one], [other]) => setRank(one) - setRank(other));
  const isRegister = (set: string): boolean => set === registerName;
  // A run that was stopped in the minute of the register has begun with nothing behind it.
  let isKnown = sets.some(([set]) => !isRegister(set) && progress[set] !== undefined);
  const doneOf = new Map<string, number>();
  for (const [set] of sets) {
    const done = await rowsDone(service, set, progress);
    doneOf.set(set, done);
    // What an earlier run has begun is its own, unless the rows that it has done with are gone.
    const isOwn = done === (progress[set]?.rows ?? -1);
    if (isMerged || isOwn || (await idsOf(service, set, '&$top=1')).size === 0) continue;
    throw new Error(`${service.root}/${set} is not empty. Nothing was stored; --merge restores into what is there.`);
  }
  let isWhole = true;
  for (const [set, backedUp] of sets) {
    signal?.throwIfAborted();
    // With rows that are there already the service's own word of its files counts.
    const kept = isMerged && isLedger(set) ? await idsOf(service, set) : new Set<string>();
    const send = createSender({ ...service, url: `${service.root}/${set}`, signal });
    const done = doneOf.get(set) ?? 0;
    const save = async (rows: number, last = progress[set]?.last): Promise<void> => {
      progress[set] = { rows, ...(last !== undefined && { last }) };
      // Whole, wherever it is stopped: without it a set that has rows of its own is taken for one of others.
      await writeFile(`${file}.new`, JSON.stringify(progress));
      await rename(`${file}.new`, file);
    };
    // Before the first row: who goes on must not take this set's own rows for others'.
    await save(done);
    const { counts, failures } = await restoreSet({
      folder,
      set: backedUp,
      send,
      isKept: (id) => kept.has(id),
      ...(isMerged && isRegister(set) && { prepare: openAgain }),
      done,
      onDone: save,
      signal,
    });
    isWhole &&= counts.failed === 0;
    tell?.(set, counts, failures);
    const isNews = Object.values(counts).some((rows) => rows > 0);
    if (isRegister(set) && (isNews || (done > 0 && !isKnown))) await wait(registerRead);
    isKnown = true;
  }
  await rm(file, { force: true });
  return isWhole;
}
