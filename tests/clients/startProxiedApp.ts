import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApp, type StartedApp } from '../support/startApp.ts';
import type { SelfSigned } from './selfSignedCertificate.ts';
import { startGateway, type Exchange, type PageHandler } from './startGateway.ts';
import { storeReports, type Report } from './storeReports.ts';

/** The app with its own storage and token issuer, behind a gateway whose address is its PUBLIC_URL. */
export interface ProxiedApp {
  /** Of the gateway: `http://127.0.0.1:<port>` or https, no trailing slash. */
  readonly url: string;
  /** What went through the gateway; tests may empty it. */
  readonly exchanges: Exchange[];
  readonly settings: StartedApp['settings'];
  /** Folder of its data, with the key that the issuer signs with. */
  readonly dataDir: string;
  /** A token of the development issuer; by default one that lets a user read and write. */
  token: StartedApp['token'];
  stop(): Promise<void>;
}

/** What is in the app, and around it. */
export interface ProxiedAppOptions {
  /** Pages the gateway serves itself. */
  readonly pages?: PageHandler;
  /** Certificate of the gateway, whose address is then https. */
  readonly tls?: SelfSigned;
  /** What is stored at the beginning. */
  readonly reports?: readonly Report[];
  /** Origins of pages elsewhere that may call, separated by commas. */
  readonly cors?: string;
  /** Further settings, which may depend on the public address. */
  readonly settings?: (publicUrl: string) => Readonly<Record<string, string>>;
}

/** Starts everything, or nothing. */
export async function startProxiedApp(options: ProxiedAppOptions = {}): Promise<ProxiedApp> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'clients-'));
  const gateway = await startGateway(options.pages, options.tls);
  const running: StartedApp[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all([...running.map((app) => app.stop()), gateway.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const settings = { PUBLIC_URL: gateway.url, ...options.settings?.(gateway.url) };
    const { cors } = options;
    const app = await startApp({ dataDir, settings, ...(cors !== undefined && { cors }) });
    running.push(app);
    gateway.connect(app.url);
    await storeReports(app.url, await app.token(), options.reports ?? []);
    const { url, exchanges } = gateway;
    return { url, exchanges, settings: app.settings, dataDir, token: (wanted) => app.token(wanted), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
