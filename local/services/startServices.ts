import net from 'node:net';
import type { Environment } from '../../shared/settings/settingValue.ts';
import { loadSigningKey } from '../issuer/signingKey.ts';
import { startIssuer } from '../issuer/startIssuer.ts';
import { startStorage } from '../storage/startStorage.ts';
import { embeddedParts, type EmbeddedParts } from './embeddedParts.ts';
import { stateFile } from './stateFile.ts';

/** The embedded parts, running. */
export interface Services {
  /** Settings that lead to them where the effective settings do not: replaced ports. */
  readonly settings: Readonly<Record<string, string>>;
  /** Lines for people: what runs where. */
  readonly report: readonly string[];
  stop(): Promise<void>;
}

interface Part {
  readonly settings: Readonly<Record<string, string>>;
  readonly report: string;
  readonly stop: () => Promise<void>;
}

const busy = (wished: number, got: number): string =>
  wished === got || wished === 0 ? '' : ` (port ${wished} was busy)`;

async function storagePart(dataDir: string, port: number): Promise<Part> {
  const storage = await startStorage(dataDir, port);
  const { connectionString } = storage;
  const endpoint = /TableEndpoint=([^;]+)/.exec(connectionString)?.[1] ?? '';
  const got = Number(new URL(endpoint).port);
  return {
    settings: { ReportsStorage: got === port ? 'UseDevelopmentStorage=true' : connectionString },
    report: `Storage  ${endpoint}${busy(port, got)}, data in ${dataDir}`,
    stop: () => storage.stop(),
  };
}

async function issuerPart(
  dataDir: string,
  port: number,
  issuer: NonNullable<EmbeddedParts['issuer']>,
  authority: string,
): Promise<Part> {
  const running = await startIssuer({ ...issuer, key: await loadSigningKey(dataDir) }, port);
  const { origin } = running;
  const settings = { AUTH_AUTHORITY: origin + new URL(authority).pathname };
  return {
    settings,
    report: `Issuer   ${settings.AUTH_AUTHORITY}${busy(port, Number(new URL(origin).port))}`,
    stop: () => running.stop(),
  };
}

/** A part that another process runs, and stops. */
function usedPart(setting: string, value: string): Part {
  return {
    settings: { [setting]: value },
    report: `${setting} leads to what another process of this folder runs.`,
    stop: () => Promise.resolve(),
  };
}

function listens(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const socket = net.connect({ host: hostname, port: Number(port), timeout: 1000 });
    const end = (result: boolean) => () => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

/** Settings that lead to parts which another process of this checkout runs, e.g. `npm run services` in another terminal. */
async function runningSettings(dataDir: string): Promise<Readonly<Record<string, string>>> {
  const { services } = await stateFile(dataDir).read();
  const authority = services?.settings['AUTH_AUTHORITY'];
  return services && (authority === undefined || (await listens(authority))) ? services.settings : {};
}

/**
 * Starts storage and issuer as far as the settings leave them to us and no other process runs them for this data folder.
 *
 * @param anyPort takes free ports from the start instead of those the settings name
 */
export async function startServices(settings: Environment, dataDir: string, anyPort: boolean): Promise<Services> {
  const state = stateFile(dataDir);
  const running = await runningSettings(dataDir);
  const { storage, issuer } = embeddedParts(settings);
  const parts: Part[] = [];
  const add = async (name: string, start: () => Promise<Part>): Promise<void> => {
    const value = running[name];
    parts.push(value === undefined ? await start() : usedPart(name, value));
  };
  const stop = async (): Promise<void> => {
    await Promise.all(parts.map((part) => part.stop()));
    await state.forget();
  };
  try {
    if (storage) await add('ReportsStorage', () => storagePart(dataDir, anyPort ? 0 : storage.port));
    if (issuer)
      await add('AUTH_AUTHORITY', () =>
        issuerPart(dataDir, anyPort ? 0 : issuer.port, issuer, settings['AUTH_AUTHORITY'] ?? ''),
      );
    const found = Object.assign({}, ...parts.map((part) => part.settings)) as Record<string, string>;
    if (Object.keys(running).length === 0) await state.record({ services: found });
    return { settings: found, report: parts.map(({ report }) => report), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
