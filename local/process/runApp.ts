import { readSettings } from '../../shared/settings/readSettings.ts';
import type { Environment } from '../../shared/settings/settingValue.ts';
import { forkFunctionsHost } from '../host/forkFunctionsHost.ts';
import { localPort } from './localPort.ts';
import { builtPaths } from '../projectPaths.ts';
import { startServices } from '../services/startServices.ts';
import { stateFile } from '../services/stateFile.ts';

export interface AppOptions {
  /** Effective settings. */
  readonly settings: Environment;
  /** Folder for data and state. */
  readonly dataDir: string;
  /** Output folder of the build. */
  readonly dist: string;
  /** Origins whose pages may call; none if absent. */
  readonly origins?: readonly string[];
  /** Takes free ports instead of the default ones. */
  readonly anyPort: boolean;
}

/** The app with the parts it needs, running. */
export interface RunningApp {
  /** `http://127.0.0.1:<port>`, no trailing slash. */
  readonly url: string;
  /** The settings it runs with. */
  readonly settings: Environment;
  readonly report: readonly string[];
  /** Fulfilled when the app's process ended, also when it was not asked to. */
  readonly exited: Promise<void>;
  /** Stops the app gracefully, then storage and issuer. */
  stop(): Promise<void>;
}

/**
 * Starts storage and issuer as far as the settings call for them, and the built app on the local functions host. Throws an
 * Error that names the setting when one is bad or missing: the app would start, and refuse every request.
 */
export async function runApp({ settings, dataDir, dist, origins, anyPort }: AppOptions): Promise<RunningApp> {
  readSettings({ PUBLIC_URL: 'http://127.0.0.1', ...settings });
  const port = anyPort ? 0 : localPort(settings);
  const services = await startServices(settings, dataDir, anyPort);
  try {
    const environment = { ...settings, ...services.settings };
    const built = builtPaths(dist);
    const host = await forkFunctionsHost(built.host, built.package, port, environment, origins);
    const state = stateFile(dataDir);
    const { apps } = await state.read();
    await state.record({ app: host.url });
    const replaced = port !== 0 && !host.url.endsWith(`:${port}`) ? ` (port ${port} was busy)` : '';
    return {
      url: host.url,
      settings: environment,
      report: [
        ...apps.map(
          ({ url }) =>
            `Beside   ${url}/ runs in this folder too, and is the one that token, import, sample and postman find`,
        ),
        ...services.report,
        `App      ${host.url}/v1.0/${replaced}`,
        `Pages    ${host.url}/ (reports), ${host.url}/docs (reference)`,
      ],
      exited: host.exited,
      async stop() {
        await host.stop();
        const running = await state.read();
        const left = running.services?.pid === process.pid ? running.apps.filter(({ pid }) => pid !== process.pid) : [];
        for (const { url } of left) console.log(`${url}/ used this storage, and is without it now: start it again.`);
        await services.stop();
        await state.forget();
      },
    };
  } catch (error) {
    await services.stop();
    throw error;
  }
}
