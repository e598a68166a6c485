import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Service } from '../import/service.ts';
import { AnswerError } from './askService.ts';
import type { BackedUpSet, BackupPart } from './backupManifest.ts';
import { followPage, followSet, type FollowedRow } from './followSet.ts';
import { writePartFile } from './partFile.ts';
import { readLines } from './readLines.ts';
import type { SetProperties } from './readSets.ts';

/** A set that is being exported. */
export interface ExportTask {
  readonly service: Service;
  readonly folder: string;
  readonly set: string;
  readonly properties: SetProperties;
  /** What the folder has of it. */
  readonly before: BackedUpSet | undefined;
}

/** How far the reading of a whole set has come, kept beside its lines. */
interface Reading {
  readonly link: string;
  readonly isDone: boolean;
  readonly bytes: number;
}

/** Statuses of a link that cannot be followed any more: it is too old, or of another storage or version. */
const unfollowed: readonly number[] = [400, 404, 410];

const unfinished = (folder: string, set: string): string => path.join(folder, 'unfinished', set);

async function readingOf(file: string): Promise<Reading | undefined> {
  try {
    return JSON.parse(await readFile(`${file}.json`, 'utf8')) as Reading;
  } catch {
    return undefined;
  }
}

/** Reads all of a set to disk, from where an earlier run was stopped. */
async function readAll({ service, folder, set }: ExportTask): Promise<Reading> {
  const file = unfinished(folder, set);
  await mkdir(path.dirname(file), { recursive: true });
  let reading = (await readingOf(file)) ?? { link: `/${set}`, isDone: false, bytes: 0 };
  if (reading.bytes === 0) await writeFile(file, '');
  else await truncate(file, reading.bytes);
  while (!reading.isDone) {
    const { rows, next, isLast } = await followPage(service, reading.link);
    const text = rows.map(({ line = '' }) => `${line}\n`).join('');
    await appendFile(file, text);
    reading = { link: next, isDone: isLast, bytes: reading.bytes + Buffer.byteLength(text) };
    await writeFile(`${file}.json`, JSON.stringify(reading));
  }
  return reading;
}

/** The first half of an export: a set that has to be read whole is read to disk, and is followed from then on. */
export async function readSet(task: ExportTask): Promise<void> {
  if (!isFollowed(task)) await fromBeginning(task, async () => await readAll(task));
}

/** Does it again from the beginning where the link that an earlier run was stopped at is too old. */
async function fromBeginning<T>({ folder, set }: ExportTask, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AnswerError) || !unfollowed.includes(error.status)) throw error;
    await rm(`${unfinished(folder, set)}.json`, { force: true });
    return await work();
  }
}

/** How long files of changes are added to one of the whole set, in milliseconds. */
const longestFollowed = 30 * 86_400_000;

/** Whether a set was read whole long ago, or has more changes since than it had rows: a restore reads all of them. */
function isOutgrown([full, ...changes]: readonly BackupPart[]): boolean {
  if (full === undefined) return true;
  const changed = changes.reduce((sum, { rows, removed }) => sum + rows + removed, 0);
  return changed > full.rows || Date.now() - Date.parse(full.at ?? '') > longestFollowed;
}

/** Whether what changed since the run before is enough: the set has the same properties, and was read whole lately. */
function isFollowed({ before, properties }: ExportTask): boolean {
  if (before === undefined || isOutgrown(before.parts)) return false;
  return JSON.stringify(before.properties) === JSON.stringify(properties);
}

const byId = (one: FollowedRow, other: FollowedRow): number => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

/** Numbers are never used again, so that a store of files that keeps them for some time has one of each name. */
function nextNumber(parts: readonly BackupPart[]): number {
  return Math.max(0, ...parts.map(({ file }) => Number(/\.(\d+)\.jsonl\.gz$/.exec(file)?.[1] ?? 0))) + 1;
}

function partName(set: string, at: number): string {
  return `${set}.${String(at).padStart(4, '0')}.jsonl.gz`;
}

/** The lines of the file that was read, with what changed since in its place, and what came anew behind. */
async function* merged(file: string, changes: ReadonlyMap<string, FollowedRow>, count: (rows: number) => void) {
  const left = new Map(changes);
  let rows = 0;
  for await (const line of readLines(createReadStream(file))) {
    const { id } = JSON.parse(line) as { readonly id: string };
    const changed = left.get(id);
    left.delete(id);
    const now = changed === undefined ? line : changed.line;
    if (now === undefined) continue;
    rows += 1;
    yield now;
  }
  for (const { line } of [...left.values()].sort(byId)) {
    if (line === undefined) continue;
    rows += 1;
    yield line;
  }
  count(rows);
}

async function writeFull(task: ExportTask, at: number): Promise<BackedUpSet> {
  const reading = await readAll(task);
  const { service, folder, set, properties } = task;
  const file = unfinished(folder, set);
  const { changes, link, at: moment } = await followSet(service, reading.link);
  const name = partName(set, at);
  let rows = 0;
  const sha256 = await writePartFile(
    path.join(folder, name),
    merged(file, changes, (all) => (rows = all)),
  );
  const part: BackupPart = { file: name, kind: 'full', rows, removed: 0, sha256, ...(moment && { at: moment }) };
  return { properties, parts: [part], follow: link };
}

async function writeChanges(task: ExportTask, before: BackedUpSet): Promise<BackedUpSet> {
  const { service, folder, set } = task;
  const { changes, link, at: moment } = await followSet(service, before.follow);
  if (changes.size === 0) return { ...before, follow: link };
  const sorted = [...changes.values()].sort(byId);
  const name = partName(set, nextNumber(before.parts));
  const lines = sorted.map(({ id, line }) => line ?? JSON.stringify({ '@removed': { reason: 'deleted' }, id }));
  const sha256 = await writePartFile(path.join(folder, name), lines);
  const removed = sorted.filter(({ line }) => line === undefined).length;
  const rows = sorted.length - removed;
  const part: BackupPart = { file: name, kind: 'changes', rows, removed, sha256, ...(moment && { at: moment }) };
  return { ...before, parts: [...before.parts, part], follow: link };
}

/**
 * The second half: follows the changes until nothing is left, and writes the file. What an earlier export has is followed
 * on; where that is not possible any more, or was done for 30 days, the set is read whole.
 */
export async function finishSet(task: ExportTask): Promise<BackedUpSet> {
  const { before } = task;
  if (before !== undefined && isFollowed(task)) {
    try {
      return await writeChanges(task, before);
    } catch (error) {
      if (!(error instanceof AnswerError) || !unfollowed.includes(error.status)) throw error;
    }
  }
  const at = nextNumber(before?.parts ?? []);
  return await fromBeginning(task, async () => await writeFull(task, at));
}

/** Removes what the reading of a set has left, once its file is in the manifest. */
export async function tidySet(folder: string, set: string): Promise<void> {
  const file = unfinished(folder, set);
  await rm(`${file}.json`, { force: true });
  await rm(file, { force: true });
}
