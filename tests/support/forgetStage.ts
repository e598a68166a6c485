import { setMaxListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { collectedReports } from '../../shared/model/ledger/collectedReports.ts';
import { reportCoverage } from '../../shared/model/ledger/reportCoverage.ts';
import { office365ActiveUserDetail as users } from '../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { office365GroupsActivityDetail as groups } from '../../shared/model/microsoft365/office365GroupsActivityDetail.ts';
import { forgetRequests as register } from '../../shared/model/register/forgetRequests.ts';
import { createMaintenance } from '../../shared/service/createMaintenance.ts';
import { createServiceLog } from '../../shared/service/message/serviceLog.ts';
import type { Clock } from '../../shared/store/contract/clock.ts';
import { createMemoryRows, type MemoryRowsOptions } from '../../shared/store/rows/createMemoryRows.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';
import { createStore } from '../../shared/store/createStore.ts';
import type { TokenOptions } from './entraToken.ts';
import { startInProcess } from './inProcess.ts';

const model = [users, groups, collectedReports, reportCoverage, register];
/** The token of an application that may have persons forgotten, and count their rows. */
export const forgetToken: TokenOptions = {
  claims: { scp: undefined, idtyp: 'app', roles: ['Reports.Forget.All', 'Reports.Read.All'] },
};
type Json = Record<string, unknown>;

/** Turns of the event loop without which nobody is held to be at work. */
const idleTurns = 3;

/**
 * An app and its upkeep, whose time is moved by hand; upkeep is a process of its own. Over rows that are given, which have a
 * clock of their own, it begins now.
 */
export async function forgetStage(fault?: MemoryRowsOptions['fault'], given?: Rows) {
  const time = { now: given === undefined ? Date.parse('2026-11-26T10:00:00Z') : Date.now(), waited: 0 };
  const clock = (): Clock => ({
    started: time.now,
    now: () => time.now,
    wait: async (milliseconds, signal) => {
      // Time passes when nobody works; who is woken by somebody's work has not waited.
      for (let turns = 0; turns < idleTurns; turns += 1) await turn();
      signal.throwIfAborted();
      time.waited += milliseconds;
      time.now += milliseconds;
    },
    signalAt: () => {
      const { signal } = new AbortController();
      setMaxListeners(0, signal);
      return signal;
    },
  });
  const rows = given ?? createMemoryRows({ now: () => time.now, ...(fault && { fault }) });
  const app = await startInProcess({ model, rows, startClock: clock });
  const lines: string[] = [];
  const parts = {
    model,
    store: createStore(rows),
    gate: { authenticate: () => Promise.reject(new Error('nobody')), keysReachable: () => Promise.resolve() },
    publicUrl: 'https://reports.example',
    log: createServiceLog((line) => void lines.push(line)),
    startClock: clock,
  };
  const maintenance = createMaintenance(parts, { auth: { tenants: [app.tenant] }, timeLimit: 600_000 });
  const bearer = app.sign(forgetToken);
  async function ask(method: string, path: string, body?: object, Authorization = '', prefer = '') {
    const headers = {
      'Content-Type': 'application/json',
      ...(Authorization !== '' && { Authorization }),
      ...(prefer !== '' && { Prefer: prefer }),
    };
    const response = await app.fetch(`/v1.0/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await response.text();
    return { status: response.status, json: (text === '' ? {} : JSON.parse(text)) as Json };
  }
  return {
    app,
    time,
    maintenance,
    lines,
    send: async (set: string, items: readonly object[], prefer = 'keep-newer,continue-on-error') => {
      const { json } = await ask('PATCH', set, { '@context': '#$delta', value: items }, '', prefer);
      return (json['value'] as readonly Json[]).map((item) => [item['id'], item['@reports.outcome']]);
    },
    ask,
    forget: async (names: readonly string[], mode = 'delete') =>
      (await ask('POST', register.name, { names, mode }, `Bearer ${bearer}`)).json['id'] as string,
    state: async (id: string) => (await ask('GET', `${register.name}('${id}')`, undefined, `Bearer ${bearer}`)).json,
    all: async (set: string) => (await ask('GET', set)).json['value'] as readonly Json[],
  };
}
