import { reasonOf } from '../../shared/errors/reasonOf.ts';
import { startFunctionsHost } from './startFunctionsHost.ts';

/** What the host process tells the process that started it, once. */
export type HostMessage = { readonly url: string; readonly functions: readonly string[] } | { readonly failed: string };

/**
 * Entry point of the host's own process: `hostProcess <package folder> <port> [origin ...]`, settings in the environment; pages of
 * the origins may call.
 * It stops on SIGINT, SIGTERM and SIGHUP, and when the process that started it is gone.
 */
async function run([packageDir = '', port = '0', ...origins]: readonly string[]): Promise<void> {
  const tell = (message: HostMessage): boolean | undefined => process.send?.(message);
  try {
    const host = await startFunctionsHost({ packageDir, port: Number(port), origins });
    const stop = (): void => {
      const failed = (error: unknown): void => {
        console.error(error);
        process.exitCode = 1;
      };
      void host
        .stop()
        .catch(failed)
        .finally(() => process.exit());
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.once(signal, stop);
    tell({ url: host.url, functions: host.functions });
  } catch (error) {
    if (!tell({ failed: reasonOf(error) })) console.error(error);
    process.exitCode = 1;
    if (process.connected) process.disconnect();
  }
}

void run(process.argv.slice(2));
