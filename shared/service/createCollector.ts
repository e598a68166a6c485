import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Caller } from '../auth/permission/caller.ts';
import type { CollectTask } from '../collect/collectReports.ts';
import type { CollectorSettings } from '../settings/settings.ts';
import { answer } from './answer.ts';
import { batchRunner } from './batchRunner.ts';
import { beginCall } from './message/call.ts';
import type { ServiceParts } from './message/serviceParts.ts';
import { settle } from './message/settle.ts';

/** Collects reports into the service. */
export interface Collector {
  /** NCRONTAB expression of six fields. */
  readonly schedule: string;
  /** Collects all reports; rejects when anything failed, or while another run is under way in this process. */
  run(): Promise<void>;
}

/**
 * A collector whose rows go the way of any request but for the token gate: its caller is the tenant of the settings, which
 * `collectReports` compares with the token of the managed identity before it fetches anything. What it needs beside the
 * service is a file of its own in the package.
 */
export function createCollector(parts: ServiceParts, settings: CollectorSettings): Collector {
  const caller: Caller = {
    tenant: settings.tenant,
    client: settings.clientId ?? 'collector',
    permissions: { read: false, write: true },
  };
  const upsert: CollectTask['upsert'] = async (entitySet, { method, headers, body }) => {
    const call = beginCall({
      method,
      url: `/v1.0/${entitySet}`,
      headers: new Headers(headers),
      body: (async function* () {
        yield await Promise.resolve(Buffer.from(body));
      })(),
    });
    call.caller = caller;
    const response = await settle(call, parts, async () => await answer(call, parts, batchRunner(call, parts)));
    const { status, headers: answered, body: given = '' } = response;
    const whole = typeof given === 'string' ? given : await text(Readable.from(given));
    return {
      status,
      retryAfter: answered['Retry-After'] ?? null,
      preferenceApplied: answered['Preference-Applied'] ?? null,
      body: whole,
    };
  };
  let isRunning = false;
  return {
    schedule: settings.schedule,
    async run() {
      // The platform runs a timer once at a time; a run that was started by hand could still meet it.
      if (isRunning) throw new Error('The collector is running already; nothing was begun.');
      isRunning = true;
      try {
        const { collectReports } = await import('../collect/collectReports.ts');
        const log: CollectTask['log'] = (level, message, detail) => parts.log.write(level, message, detail);
        await collectReports({ settings, model: parts.model, upsert, log });
      } finally {
        isRunning = false;
      }
    },
  };
}
