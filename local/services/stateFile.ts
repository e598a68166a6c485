import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isAlive } from '../process/isAlive.ts';

/** Who runs a part, and where it listens. */
export interface RunningParts {
  /** Storage and issuer: the settings with which to reach them. */
  services?: { readonly pid: number; readonly settings: Readonly<Record<string, string>> };
  /** The function app: its base address. */
  app?: { readonly pid: number; readonly url: string };
}

/** `state.json` of a data folder: where the running parts of this checkout listen. */
export function stateFile(dataDir: string) {
  const file = path.join(dataDir, 'state.json');

  /** What is recorded and whose process still runs. */
  async function read(): Promise<RunningParts> {
    const text = await readFile(file, 'utf8').catch(() => '{}');
    const { services, app } = JSON.parse(text) as RunningParts;
    return {
      ...(services && isAlive(services.pid) ? { services } : {}),
      ...(app && isAlive(app.pid) ? { app } : {}),
    };
  }

  async function write(change: (parts: RunningParts) => void): Promise<void> {
    const parts = await read();
    change(parts);
    await mkdir(dataDir, { recursive: true });
    const written = `${file}.${process.pid}`;
    await writeFile(written, `${JSON.stringify(parts, undefined, 2)}\n`);
    await rename(written, file);
  }

  return {
    read,
    /** Records parts as run by this process. */
    record: (parts: { services?: Readonly<Record<string, string>>; app?: string }): Promise<void> =>
      write((known) => {
        const { pid } = process;
        if (parts.services) known.services = { pid, settings: parts.services };
        if (parts.app !== undefined) known.app = { pid, url: parts.app };
      }),
    /** Removes what this process recorded. */
    forget: (): Promise<void> =>
      write((known) => {
        if (known.services?.pid === process.pid) delete known.services;
        if (known.app?.pid === process.pid) delete known.app;
      }),
  };
}
