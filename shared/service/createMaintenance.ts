import { ageProperty, type EntityType } from '../edm/entityType.ts';
import type { Settings } from '../settings/settings.ts';
import { longestRequest } from '../store/contract/changeCursor.ts';
import { startClock } from '../store/contract/clock.ts';
import type { Retained, WouldExpire } from '../store/contract/retention.ts';
import type { StorageScope } from '../store/contract/store.ts';
import names from '../telemetry/metricNames.json';
import type { ServiceParts } from './message/serviceParts.ts';
import { type TenantWork, workForTenant } from './workForTenant.ts';

/** What one entity set of one tenant would lose. */
export type SetWouldExpire = WouldExpire & { readonly tenant: string; readonly set: string };

/** Keeps the stored rows in order. */
export interface Maintenance {
  /**
   * Looks after every entity set of every tenant once; true when nothing is left to do. Rejects when anything failed.
   *
   * @param done the sets that are complete, by tenant and name, whose rows are not walked again; those that become it are
   *   added. Each takes a number of runs of its own, so that hardly a run would be the last one of all
   */
  run(done?: Set<string>): Promise<boolean>;
  /** What the settings would delete of each set if they counted at once; nothing is written. */
  wouldExpire(): Promise<readonly SetWouldExpire[]>;
  /**
   * Deletes every row of a tenant that the settings do not name any more, as far as one run goes; how many, and whether that
   * was all. Rejects when the settings name it.
   */
  removeTenant(tenant: string): Promise<{ readonly removed: number; readonly complete: boolean }>;
}

/** An entity set of one tenant. */
interface KeptSet {
  readonly tenant: string;
  readonly type: EntityType;
}

const day = 86_400_000;
/** The share of a run's time that persons to forget may not take. */
const reservedFromForgets = 1 / 2;
/** The share of a run's time in which rows that are too old have their turn, whatever the rest takes. */
const reservedForRetention = 1 / 4;

/**
 * Every set, beginning at another one each day, so that nights with too little time leave none out again and again: steps
 * of the golden ratio come everywhere soon, however many sets there are.
 */
function setsOf(tenants: readonly string[], model: readonly EntityType[], now: number): readonly KeptSet[] {
  const sets = tenants.flatMap((tenant) => model.map((type) => ({ tenant, type })));
  const first = Math.floor(((Math.floor(now / day) * 0.6180339887498949) % 1) * sets.length);
  return [...sets.slice(first), ...sets.slice(0, first)];
}

const workFor = (parts: ServiceParts, tenant: string): TenantWork => workForTenant(parts, tenant, 'maintenance');
const upkeepScope = (tenant: string, parts: ServiceParts): StorageScope => workFor(parts, tenant).scope();

/** Looks over what the service says it has of each report. */
async function tendOf(parts: ServiceParts, tenant: string): Promise<void> {
  // A file of its own in the package, which no request reads.
  const { tendCoverage } = await import('../collect/ledger/tendCoverage.ts');
  const keptSince = async (type: EntityType) => await parts.store.keptSince(upkeepScope(tenant, parts), type);
  await tendCoverage(workFor(parts, tenant).ask, parts.model, Date.now(), keptSince);
}

/** Rows that are too old, set by set in turns, so that a set with years of them keeps no other from its turn. */
async function retainAll(
  parts: ServiceParts,
  sets: readonly KeptSet[],
  isOver: () => boolean,
  fail: (what: string, error: unknown) => void,
): Promise<boolean> {
  let open = sets.filter(({ type }) => ageProperty(type) !== undefined).map((set) => ({ ...set, expired: 0 }));
  while (open.length > 0) {
    const left: typeof open = [];
    for (const { tenant, type, expired: before } of open) {
      if (isOver()) return false;
      try {
        const retained: Retained = await parts.store.retain(upkeepScope(tenant, parts), type);
        const expired = before + retained.expired;
        if (!retained.complete) left.push({ tenant, type, expired });
        else if (retained.keptSince !== undefined || retained.pending !== undefined) {
          parts.log.write('info', `maintenance: retention of ${type.name}`, { tenant, ...retained, expired });
        }
      } catch (error) {
        fail(`the retention of ${type.name}`, error);
      }
    }
    open = left;
  }
  return true;
}

/**
 * Upkeep for the tenants of the settings, one entity set after the other, each with a time of its own; what fails for one
 * does not keep the others from their turn: those that are allowed to call, one that no longer is and shall be forgotten, and
 * nothing a caller sends.
 */
export function createMaintenance(
  parts: ServiceParts,
  { auth: { tenants }, timeLimit }: Pick<Settings, 'timeLimit'> & { readonly auth: Pick<Settings['auth'], 'tenants'> },
): Maintenance {
  const { startClock: start = startClock } = parts;
  /** Goes through all of it once: whether nothing is left to do, and whether every set had its turn. */
  async function lookAfter(done: Set<string>): Promise<{ readonly complete: boolean; readonly isThrough: boolean }> {
    const failed: string[] = [];
    const fail = (what: string, error: unknown): void => {
      failed.push(what);
      parts.log.write('error', `maintenance: ${what} failed`, error);
    };
    const clock = start();
    const isOver = (reserve = 0): boolean => clock.now() - clock.started > timeLimit - longestRequest - reserve;
    const sets = setsOf(tenants, parts.model, clock.started);
    const { workOffForgets } = await import('./workOffForgets.ts');
    let complete = true;
    for (const tenant of tenants) {
      const over = (): boolean => isOver(timeLimit * reservedFromForgets);
      const task = { parts, tenant, scope: () => upkeepScope(tenant, parts), isOver: over };
      await workOffForgets(task).then(
        (isDone) => void (complete &&= isDone),
        (error: unknown) => fail('the persons to forget', error),
      );
    }
    const open = sets.filter(({ tenant, type }) => !done.has(`${tenant} ${type.name}`));
    let turns = 0;
    for (const { tenant, type } of open) {
      if (isOver(timeLimit * reservedForRetention)) break;
      turns += 1;
      const scope = upkeepScope(tenant, parts);
      try {
        await parts.store.begin(upkeepScope(tenant, parts), type);
        const upkeep = await parts.store.maintain(scope, type);
        complete &&= upkeep.complete;
        if (upkeep.complete) done.add(`${tenant} ${type.name}`);
        parts.log.write('info', `maintenance: ${type.name}`, { tenant, ...upkeep, rows: scope.usage.walked });
      } catch (error) {
        fail(type.name, error);
      }
    }
    const isThrough = turns === open.length;
    if (!isThrough) {
      parts.log.write('warning', 'maintenance: the time was over before every set had its turn', {
        left: open.length - turns,
      });
    }
    complete = (await retainAll(parts, sets, isOver, fail)) && complete && isThrough;
    for (const tenant of tenants) {
      await tendOf(parts, tenant).catch((error: unknown) => fail('the coverage of reports', error));
    }
    if (failed.length > 0) throw new Error(`Upkeep failed for ${failed.join(', ')}; the log says why.`);
    return { complete, isThrough };
  }

  return {
    async run(done = new Set()) {
      const telemetry = await parts.telemetry;
      try {
        const { complete, isThrough } = await lookAfter(done);
        if (isThrough) telemetry?.count('upkeep', names.everyReport, complete ? 'complete' : 'partial');
        return complete;
      } finally {
        // The instance may be gone within the minute, before anything is sent by itself.
        await telemetry?.flush();
      }
    },

    async wouldExpire() {
      const found: SetWouldExpire[] = [];
      for (const tenant of tenants) {
        for (const type of parts.model) {
          const would = await parts.store.wouldExpire(upkeepScope(tenant, parts), type);
          if (would !== undefined) found.push({ tenant, set: type.name, ...would });
        }
      }
      return found;
    },

    async removeTenant(named) {
      const tenant = named.toLowerCase();
      if (tenants.includes(tenant)) {
        throw new Error(`AUTH_TENANTS, or AUTH_AUTHORITY, names ${tenant}: whose tokens are accepted is not removed.`);
      }
      let [removed, complete] = [0, true];
      for (const type of parts.model) {
        const one = await parts.store.removeAll(upkeepScope(tenant, parts), type);
        removed += one.removed;
        complete &&= one.complete;
      }
      parts.log.write('warning', 'maintenance: rows of a tenant were removed', { tenant, removed, complete });
      return { removed, complete };
    },
  };
}
