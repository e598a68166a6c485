import { hasHostStorage } from '../shared/settings/hasHostStorage.ts';
import { app } from './app.ts';
import { composition } from './composition.ts';

/** Keeps the stored rows in order, every night at 3:20, where the host has the storage its timers need. */
if (hasHostStorage(process.env)) {
  app.timer('maintenance', {
    schedule: '0 20 3 * * *',
    useMonitor: true,
    runOnStartup: false,
    handler: async (_timer, context) => {
      try {
        await (await composition()).maintenance.run();
      } catch (error) {
        context.error('The upkeep failed', error);
        throw error;
      }
    },
  });
}
