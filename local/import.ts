import { SingleBar } from 'cli-progress';
import path from 'node:path';
import { differingDays } from '../shared/collect/differingDays.ts';
import { lookInOrder } from '../shared/collect/file/lookInOrder.ts';
import type { HeaderMatch } from '../shared/collect/matchHeader.ts';
import { reasonOf } from '../shared/errors/reasonOf.ts';
import type { EntityType } from '../shared/edm/entityType.ts';
import { model } from '../shared/model/model.ts';
import { endsWithinLine } from './import/endsWithinLine.ts';
import type { SentRow } from './import/importFile.ts';
import { importOptions, type ImportOptions } from './import/importOptions.ts';
import type { ImportProgress } from './import/importProgress.ts';
import { importReport } from './import/importReport.ts';
import { importState } from './import/importState.ts';
import { importTarget, type ImportTarget } from './import/importTarget.ts';
import { listFiles, type ListedFiles } from './import/listFiles.ts';
import { recogniseFile } from './import/recogniseFile.ts';
import { RefusedRequest } from './import/refusedRequest.ts';
import { storeFile } from './import/storeFile.ts';
import { stopSignal } from './process/stopSignal.ts';

/** A file that is to be stored. */
type Recognised = ListedFiles['files'][number] & { readonly header: HeaderMatch };

/** What the files of a command are stored with. */
interface Run {
  readonly options: ImportOptions;
  readonly target: ImportTarget;
  readonly signal: AbortSignal;
  readonly daysOf: (type: EntityType) => ReturnType<typeof differingDays>;
}

const mayBeCut =
  'The last line has no line break behind it. A file that was cut off may end in the middle of a figure: compare it with where it is from.';

/** A bar on stderr, by the bytes of the file that are done with; nothing where there is no terminal. */
function startBar(size: number, stream: NodeJS.WriteStream) {
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {rows} rows | {failed} failed | {eta_formatted} left',
    stream,
  });
  bar.start(size, 0, { rows: 0, failed: 0 });
  return {
    update: ({ bytes, rows, counts }: ImportProgress) => bar.update(bytes, { rows, failed: counts.failed }),
    stop: () => bar.stop(),
  };
}

/** The files of reports among those that are named; what is none is told, and keeps no other from being stored. */
async function recognise({ paths, type }: ImportOptions): Promise<{ found: Recognised[]; problems: string[] }> {
  const { files, problems } = await listFiles(paths);
  const found: Recognised[] = [];
  const refused: string[] = [];
  for (const listed of files) {
    try {
      found.push({ ...listed, header: await recogniseFile(model, listed.file, type) });
    } catch (error) {
      refused.push(`${listed.file}: ${reasonOf(error)}`);
    }
  }
  return { found, problems: [...problems, ...refused] };
}

/** Stores a file, or with `--dry-run` says what would come of it; true when every row is stored. */
async function store({ file, size, header }: Recognised, run: Run): Promise<boolean> {
  const { options, target, signal, daysOf } = run;
  const { type } = header;
  const url = `${target.root}/${type.name}`;
  console.log(`${path.basename(file)} -> ${url}${options.isDryRun ? ', dry run: nothing is stored' : ''}`);
  const content = await lookInOrder({ type, path: file, name: file, header }).catch(reasonOf);
  if (typeof content === 'string') {
    console.error(`${file}: ${content}`);
    return false;
  }
  for (const warning of content.warnings) console.log(`  Warning: ${warning}`);
  if (content.rows === 0) console.log('  The file has a header line, and no rows.');
  else if (await endsWithinLine(file, size)) console.log(`  Warning: ${mayBeCut}`);
  // Rows of a file in another order are others: a version before had but one.
  const goal = [url, target.tenant, ...(content.inOrder === undefined ? [] : ['in the order of ids'])];
  const state = options.isDryRun ? undefined : await importState(options.data, file, goal);
  const progress = await state?.read();
  if (progress !== undefined) console.log(`Going on behind row ${progress.rows}, where the last run stopped.`);
  const bar = startBar(size, process.stderr);
  const onProgress = async (now: ImportProgress): Promise<void> => {
    bar.update(now);
    await state?.save(now);
  };
  try {
    const { look } = daysOf(type);
    const onRow = ({ id, values }: Pick<SentRow, 'id' | 'values'>): void => look(id, values);
    const task = { file, content, onRow, signal, onProgress, ...(progress && { progress }) };
    const result = await storeFile(task, target, options.isDryRun);
    bar.stop();
    if (result.isComplete) await state?.remove();
    console.log(importReport(result).join('\n'));
    if (!result.isComplete) console.log(options.isDryRun ? 'Stopped.' : 'Stopped; the same command goes on from here.');
    return result.isComplete && result.counts.failed === 0;
  } catch (error) {
    bar.stop();
    if (options.isDryRun || error instanceof RefusedRequest) throw error;
    throw new Error(`${reasonOf(error)} The same command goes on from here.`, { cause: error });
  }
}

/**
 * `npm run import -- FILE.csv`: stores the rows of reports that Microsoft Graph, the admin center or this service
 * exported, by default in the app that runs in this checkout. A second run changes nothing; a run that was stopped is
 * continued. Files that are no report are told, and the others are stored.
 * The command runs with `--optimize-for-size`: else the heap grows with the garbage of the rows rather than have it
 * collected, at 100,000 rows to twice the size. Setting it here, in a process that runs, keeps Node.js 24 from ending.
 */
export async function main(args: string[]): Promise<void> {
  const options = importOptions(args);
  if (typeof options === 'string') {
    console.log(options);
    return;
  }
  const { found, problems } = await recognise(options);
  if (found.length === 0) throw new Error(problems.join('\n'));
  const target = await importTarget(options, options.data);
  for (const problem of problems) console.error(problem);
  const signal = stopSignal();
  const days = new Map<EntityType, ReturnType<typeof differingDays>>();
  const daysOf: Run['daysOf'] = (type) => {
    const known = days.get(type) ?? differingDays(type);
    days.set(type, known);
    return known;
  };
  let isWhole = problems.length === 0;
  for (const file of found) {
    if (!signal.aborted) isWhole = (await store(file, { options, target, signal, daysOf })) && isWhole;
  }
  for (const warning of [...days.values()].flatMap((watched) => watched.found())) console.log(`Warning: ${warning}`);
  if (!isWhole || signal.aborted) process.exitCode = 1;
}
