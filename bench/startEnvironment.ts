import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { effectiveSettings } from '../local/settings/effectiveSettings.ts';
import { developmentToken } from '../local/issuer/developmentToken.ts';
import { loadSigningKey } from '../local/issuer/signingKey.ts';
import { startIssuer } from '../local/issuer/startIssuer.ts';
import { projectPaths } from '../local/projectPaths.ts';
import { embeddedParts } from '../local/services/embeddedParts.ts';
import { connectTableRows } from '../shared/store/tables/connectTableRows.ts';
import { Repetitions } from './measure/repetitions.ts';
import { startAzurite } from './startAzurite.ts';
import { seedRows } from './workload/seedRows.ts';

/** What every subject needs: an issuer, a token, storage, and where things go. */
export interface BenchEnvironment {
  /** Environment variables the app runs with. */
  readonly settings: Readonly<Record<string, string>>;
  readonly token: string;
  readonly tenant: string;
  /** A folder for built files, inside the checkout so that they find their libraries. */
  readonly built: string;
  /** A folder for logs and data. */
  readonly scratch: string;
  /** The process of Azurite. */
  readonly azurite: number;
  /** Measures rounds again where others used the machine. */
  readonly repetitions: Repetitions;
  /** Fills Azurite with rows up to this number. */
  seedAzurite(count: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts Azurite in a process of its own and the token issuer in this one.
 *
 * @param seconds what all rounds that are measured again may take together
 */
export async function startEnvironment(seconds: number): Promise<BenchEnvironment> {
  const built = path.join(projectPaths.dist, 'bench');
  const scratch = await mkdtemp(path.join(tmpdir(), 'bench-'));
  const azurite = await startAzurite(built, path.join(scratch, 'azurite'));
  const { AUTH_AUTHORITY = '', AUTH_AUDIENCE = '' } = await effectiveSettings({});
  const { issuer } = embeddedParts({ AUTH_AUTHORITY, AUTH_AUDIENCE });
  if (issuer === undefined) throw new Error('local.settings.json names no development issuer.');
  const running = await startIssuer({ ...issuer, key: await loadSigningKey(scratch) }, 0);
  const settings = {
    ReportsStorage: azurite.message.connectionString,
    AUTH_AUTHORITY: `${running.origin}/${issuer.tenant}`,
    AUTH_AUDIENCE,
  };
  const rows = connectTableRows({ kind: 'connectionString', connectionString: settings.ReportsStorage });
  let stored = 0;
  return {
    settings,
    token: await developmentToken(settings, scratch),
    tenant: issuer.tenant,
    built,
    scratch,
    azurite: azurite.pid,
    repetitions: new Repetitions(seconds * 1000),
    async seedAzurite(count) {
      await seedRows(rows, issuer.tenant, count, stored);
      stored = Math.max(stored, count);
    },
    async stop() {
      await Promise.all([azurite.stop(), running.stop()]);
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
