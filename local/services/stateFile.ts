import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isAlive } from '../process/isAlive.ts';
import { lockFile } from '../process/lockFile.ts';

/** Who runs a part, and where it listens. */
export interface RunningParts {
  /** Storage and issuer: the settings with which to reach them. */
  services?: { readonly pid: number; readonly settings: Readonly<Record<string, string>> };
  /** The function apps, each on a port of its own, in the order they were started. */
  readonly apps: readonly RunningPart[];
}

/** An app: its base address, and who runs it. */
export interface RunningPart {
  readonly pid: number;
  readonly url: string;
}

/** `state.json` of a data folder: where the running parts of this checkout listen. */
export function stateFile(dataDir: string) {
  const file = path.join(dataDir, 'state.json');

  /** What is recorded and whose process still runs. */
  async function read(): Promise<RunningParts> {
    const text = await readFile(file, 'utf8').catch(() => '{}');
    const { services, apps = [] } = JSON.parse(text) as Partial<RunningParts>;
    return {
      ...(services && isAlive(services.pid) ? { services } : {}),
      apps: apps.filter(({ pid }) => isAlive(pid)),
    };
  }

  async function write(change: (parts: RunningParts) => RunningParts): Promise<void> {
    await mkdir(dataDir, { recursive: true });
    await lockFile(`${file}.lock`, undefined, async () => {
      const written = `${file}.${process.pid}`;
      await writeFile(written, `${JSON.stringify(change(await read()), undefined, 2)}\n`);
      await rename(written, file);
    });
  }

  return {
    read,
    /** Records parts as run by this process. */
    record: (parts: { services?: Readonly<Record<string, string>>; app?: string }): Promise<void> =>
      write(({ services, apps }) => {
        const { pid } = process;
        const { services: settings, app: url } = parts;
        const used = settings === undefined ? services : { pid, settings };
        return { ...(used && { services: used }), apps: url === undefined ? apps : [...apps, { pid, url }] };
      }),
    /** Removes what this process recorded. */
    forget: (): Promise<void> =>
      write(({ services, apps }) => ({
        ...(services && services.pid !== process.pid && { services }),
        apps: apps.filter(({ pid }) => pid !== process.pid),
      })),
  };
}
