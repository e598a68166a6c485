import { mkdir } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import type { Environment } from '../../shared/settings/settingValue.ts';
import { loadSigningKey } from '../issuer/signingKey.ts';
import { developmentToken } from '../issuer/developmentToken.ts';
import { startIssuer } from '../issuer/startIssuer.ts';
import { isAlive } from '../process/isAlive.ts';
import { lockFile } from '../process/lockFile.ts';
import { sampleFiller } from '../sample/sampleFiller.ts';
import { startStorage } from '../storage/startStorage.ts';
import { embeddedParts, type EmbeddedParts } from './embeddedParts.ts';
import { stateFile, type RunningParts } from './stateFile.ts';

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
  all: Environment,
): Promise<Part> {
  const authority = all['AUTH_AUTHORITY'] ?? '';
  let origin = '';
  const settingsOf = (): { AUTH_AUTHORITY: string } => ({ AUTH_AUTHORITY: origin + new URL(authority).pathname });
  const fill = sampleFiller(() => developmentToken({ ...all, ...settingsOf() }, dataDir));
  const running = await startIssuer({ ...issuer, key: await loadSigningKey(dataDir), fill }, port);
  origin = running.origin;
  const settings = settingsOf();
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

const watchEveryMs = 1000;

/** Says it when the process has ended that runs what this one uses; returns what ends the watch. */
function watchOwner(owner: number, names: readonly string[]): () => void {
  const watch = setInterval(() => {
    if (isAlive(owner)) return;
    clearInterval(watch);
    console.error(`The process that ran ${names.join(' and ')} has stopped: stop this one too, and start it again.`);
  }, watchEveryMs).unref();
  return () => clearInterval(watch);
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

/** Parts which another process of this checkout runs, e.g. `npm run services` in another terminal. */
async function runningParts(dataDir: string): Promise<RunningParts['services']> {
  const { services } = await stateFile(dataDir).read();
  const authority = services?.settings['AUTH_AUTHORITY'];
  return services && (authority === undefined || (await listens(authority))) ? services : undefined;
}

async function started(settings: Environment, dataDir: string, anyPort: boolean): Promise<Services> {
  const state = stateFile(dataDir);
  const running = await runningParts(dataDir);
  const { storage, issuer } = embeddedParts(settings);
  const parts: Part[] = [];
  const used: string[] = [];
  let unwatch: () => void = () => undefined;
  const add = async (name: string, start: () => Promise<Part>): Promise<void> => {
    const value = running?.settings[name];
    if (value !== undefined) used.push(name);
    parts.push(value === undefined ? await start() : usedPart(name, value));
  };
  const stop = async (): Promise<void> => {
    unwatch();
    await Promise.all(parts.map((part) => part.stop()));
    await state.forget();
  };
  try {
    if (storage) await add('ReportsStorage', () => storagePart(dataDir, anyPort ? 0 : storage.port));
    if (issuer) await add('AUTH_AUTHORITY', () => issuerPart(dataDir, anyPort ? 0 : issuer.port, issuer, settings));
    const found = Object.assign({}, ...parts.map((part) => part.settings)) as Record<string, string>;
    if (running === undefined) await state.record({ services: found });
    else if (used.length > 0) unwatch = watchOwner(running.pid, used);
    return { settings: found, report: parts.map(({ report }) => report), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Starts storage and issuer as far as the settings leave them to us and no other process runs them for this data folder. One
 * that is about to is waited for: storage that two processes open keeps what one of them writes.
 *
 * @param anyPort takes free ports from the start instead of those the settings name
 */
export async function startServices(settings: Environment, dataDir: string, anyPort: boolean): Promise<Services> {
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, 'services.lock');
  return await lockFile(file, undefined, () => started(settings, dataDir, anyPort));
}
