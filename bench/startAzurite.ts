import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { bundleProcess } from './subjects/bundleProcess.ts';
import { forkProcess, type BenchProcess } from './subjects/forkProcess.ts';

/** Starts an Azurite that is empty in a process of its own; `data` is a folder of its own for what it keeps. */
export async function startAzurite(
  built: string,
  data: string,
): Promise<BenchProcess<{ readonly connectionString: string }>> {
  const file = path.join(built, 'azurite.mjs');
  await mkdir(data, { recursive: true });
  await bundleProcess('subjects/azurite.ts', file);
  return await forkProcess(file, {
    args: [data],
    env: { PATH: process.env['PATH'] },
    log: path.join(data, 'azurite.log'),
  });
}
