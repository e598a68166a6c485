import { SingleBar } from 'cli-progress';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { model } from '../shared/model/model.ts';
import { createSender } from './import/createSender.ts';
import { importFile } from './import/importFile.ts';
import type { ImportProgress } from './import/importProgress.ts';
import { importReport } from './import/importReport.ts';
import { importState } from './import/importState.ts';
import { importTarget } from './import/importTarget.ts';
import { recogniseFile } from './import/recogniseFile.ts';
import { projectPaths } from './projectPaths.ts';

const usage = 'npm run import -- FILE.csv [--url URL --token T] [--type NAME]';

function readArguments(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      token: { type: 'string' },
      type: { type: 'string' },
      data: { type: 'string', default: projectPaths.data },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return undefined;
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error(`One file is needed. ${usage}`);
  return { ...values, file };
}

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

/**
 * `npm run import -- FILE.csv`: stores the rows of a report that Microsoft Graph or the admin center exported, by default
 * in the app that runs in this checkout. A second run changes nothing; a run that was stopped is continued.
 * The command runs with `--optimize-for-size`: else the heap grows with the garbage of the rows rather than have it
 * collected, at 100,000 rows to twice the size. Setting it here, in a process that runs, keeps Node.js 24 from ending.
 */
export async function main(args: string[]): Promise<void> {
  const read = readArguments(args);
  if (read === undefined) {
    console.log(usage);
    return;
  }
  const { file, type: named, data, ...options } = read;
  const size = (await stat(file).catch(() => undefined))?.size;
  if (size === undefined) throw new Error(`There is no file ${file}.`);
  const recognised = await recogniseFile(model, file, named);
  const { root, token, tenant } = await importTarget(options, data);
  const url = `${root}/${recognised.type.name}`;
  const state = await importState(data, file, [url, tenant]);
  const progress = await state.read();

  const stop = new AbortController();
  const { signal } = stop;
  // A second Ctrl-C ends it at once.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => stop.abort());
  console.log(`${path.basename(file)} -> ${url}`);
  if (progress !== undefined) console.log(`Going on behind row ${progress.rows}, where the last run stopped.`);
  const bar = startBar(size, process.stderr);
  const onProgress = async (now: ImportProgress): Promise<void> => {
    bar.update(now);
    await state.save(now);
  };
  try {
    const send = createSender({ url, token, signal });
    const result = await importFile({ file, recognised, send, signal, onProgress, ...(progress && { progress }) });
    bar.stop();
    if (result.isComplete) await state.remove();
    console.log(importReport(result).join('\n'));
    if (!result.isComplete) console.log('Stopped; the same command goes on from here.');
    if (!result.isComplete || result.counts.failed > 0) process.exitCode = 1;
  } catch (error) {
    bar.stop();
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message} The same command goes on from here.`, { cause: error });
  }
}
