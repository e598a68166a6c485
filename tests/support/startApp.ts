import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { developmentToken, type DevelopmentTokenOptions } from '../../local/issuer/developmentToken.ts';
import { loadSigningKey } from '../../local/issuer/signingKey.ts';
import { startIssuer } from '../../local/issuer/startIssuer.ts';
import { embeddedParts } from '../../local/services/embeddedParts.ts';
import { corsOrigins } from '../../local/settings/corsOrigins.ts';
import { effectiveSettings } from '../../local/settings/effectiveSettings.ts';
import type { Environment } from '../../shared/settings/settingValue.ts';
import { startAzurite } from './azurite.ts';
import { openBuild } from './startBuiltApp.ts';

export interface StartAppOptions {
  /** Settings over those of local.settings.json. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Folder for the key of the issuer; a temporary one, removed afterwards, if absent. */
  readonly dataDir?: string;
  /** Origins whose pages may call, separated by commas, in place of those of local.settings.json. */
  readonly cors?: string;
}

/** The whole product, on free ports. */
export interface StartedApp {
  /** `http://127.0.0.1:<port>`, no trailing slash. */
  readonly url: string;
  /** The settings the app runs with: ReportsStorage and AUTH_AUTHORITY lead to its own storage and issuer. */
  readonly settings: Environment;
  /** A token of its issuer; by default one that lets a user read and write. */
  token(options?: DevelopmentTokenOptions): Promise<string>;
  /** Stops everything in order. */
  stop(): Promise<void>;
}

/**
 * Starts the built package in the local functions host, with the development issuer in this process and an account of
 * Azurite's: what `npm start` runs (see runStart), without its commands.
 */
export async function startApp({ settings = {}, dataDir, cors }: StartAppOptions = {}): Promise<StartedApp> {
  const data = dataDir ?? (await mkdtemp(path.join(tmpdir(), 'app-')));
  const build = openBuild();
  const azurite = await startAzurite();
  const wanted = await effectiveSettings({ ReportsStorage: azurite.connectionString, ...settings });
  const { issuer } = embeddedParts(wanted);
  if (issuer === undefined) throw new Error('The settings name another issuer than the development one');
  const running = await startIssuer({ ...issuer, key: await loadSigningKey(data) }, 0);
  const authority = running.origin + new URL(wanted['AUTH_AUTHORITY'] ?? '').pathname;
  const effective = { ...wanted, AUTH_AUTHORITY: authority };
  const app = await build.start(effective, await corsOrigins(cors));
  return {
    url: app.url,
    settings: effective,
    token: (options) => developmentToken(effective, data, options),
    async stop() {
      await app.stop();
      await Promise.all([running.stop(), azurite.stop()]);
      build.remove();
      if (dataDir === undefined) await rm(data, { recursive: true, force: true });
    },
  };
}
