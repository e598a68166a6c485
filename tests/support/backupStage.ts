import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportService } from '../../local/backup/exportService.ts';
import type { BackupManifest } from '../../local/backup/backupManifest.ts';
import { readPartFile } from '../../local/backup/partFile.ts';
import { restoreService } from '../../local/backup/restoreService.ts';
import type { RestoreCounts } from '../../local/backup/restoreSet.ts';
import type { EntityType } from '../../shared/edm/entityType.ts';
import type { PropertyTypeName } from '../../shared/edm/edmValue.ts';
import type { TokenOptions } from './entraToken.ts';
import { startInProcess, type InProcessOptions } from './inProcess.ts';
import { serviceOf } from './serviceOf.ts';
import type { StartedApp, TestApp } from './testApp.ts';

/** Values at the ends of each type, as JSON. */
const extremes: Readonly<Record<PropertyTypeName, readonly [string, string]>> = {
  'Edm.String': ['""', String.raw`"ä\u2028\"😀\n"`],
  'Edm.Int64': ['9223372036854775807', '-9223372036854775808'],
  'Edm.Double': ['-0', '1.7976931348623157e308'],
  'Edm.Date': ['"0001-01-01"', '"9999-12-31"'],
  'Edm.Boolean': ['true', 'false'],
  'Edm.Duration': ['"PT0.000000000001S"', '"-P99DT23H59M59.999S"'],
  'Edm.DateTimeOffset': ['"2026-01-01T00:00:00.123456789012Z"', '"0001-01-01T00:00:00Z"'],
};

/** Entities of a type with extremes and nulls, under ids of a caller's own. */
export function extremeItems({ properties }: EntityType): readonly string[] {
  const values = (at: 0 | 1): string =>
    Object.entries(properties)
      .map(([name, { type, collection }]) => {
        const value = extremes[type][at];
        return `,${JSON.stringify(name)}:${collection === true ? `[${value},${extremes[type][1]}]` : value}`;
      })
      .join('');
  const ids = ['plain', "o'clock", 'a b', 'ü/%?#\\', '😀', 'x'.repeat(255)];
  return ids.map((id, at) => `{"id":${JSON.stringify(id)}${at < 4 ? values(at % 2 === 0 ? 0 : 1) : ''}}`);
}

/** Apps in this process and folders, which are gone at the end, and the commands on them. */
export function backupStage() {
  const folder = mkdtempSync(path.join(tmpdir(), 'backup-'));
  let folders = 0;
  const apps: StartedApp[] = [];
  const waited: number[] = [];
  const stops = { waiting: false };
  return {
    newFolder: (): string => path.join(folder, String((folders += 1))),
    async start(options: InProcessOptions = {}): Promise<StartedApp> {
      const app = await startInProcess(options);
      apps.push(app);
      return app;
    },
    /** Stops the apps it started, and removes the folders. */
    async remove(): Promise<void> {
      await Promise.all(apps.map(async (app) => await app.stop()));
      rmSync(folder, { recursive: true });
    },
    /** What each set of an export is, by kind of its files. */
    digests: ({ sets }: BackupManifest) =>
      Object.fromEntries(
        Object.entries(sets).map(([set, { parts }]) => [set, parts.map(({ kind, sha256 }) => [kind, sha256])]),
      ),
    /** The lines of a file of a set, the first unless given. */
    async linesOf(of: string, set: string, at = 1): Promise<readonly string[]> {
      const lines: string[] = [];
      for await (const line of readPartFile(path.join(of, `${set}.000${at}.jsonl.gz`))) lines.push(line);
      return lines;
    },
    /** Exports; `answer` may answer in the place of the service. */
    exportTo: async (app: TestApp, to: string, token?: TokenOptions, answer?: (url: string) => Response | undefined) =>
      await exportService({ service: serviceOf(app, answer, token), tenant: app.tenant, folder: to }),
    /** What restores have waited for, in milliseconds. */
    waited,
    /** Whether restores are stopped while they wait. */
    stops,
    async restoreFrom(
      app: TestApp,
      from: string,
      isMerged = false,
      answer?: (url: string) => Response | undefined,
      token?: TokenOptions,
    ) {
      const sets: Record<string, RestoreCounts> = {};
      const isWhole = await restoreService({
        service: serviceOf(app, answer, token),
        tenant: app.tenant,
        folder: from,
        data: path.join(folder, 'data'),
        isMerged,
        wait: async (milliseconds) => {
          waited.push(milliseconds);
          await (stops.waiting ? Promise.reject(new Error('stopped')) : Promise.resolve());
        },
        tell: (set, counts) => void (sets[set] = counts),
      });
      return { isWhole, sets };
    },
    /** Stores items as a caller does. */
    async store(app: TestApp, set: string, items: readonly string[]): Promise<void> {
      const response = await app.fetch(`/v1.0/${set}`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json', Prefer: 'continue-on-error,return=minimal' },
        body: `{"@context":"#$delta","value":[${items.join(',')}]}`,
      });
      expect([set, response.status, await response.text()]).toEqual([set, 204, '']);
    },
  };
}
