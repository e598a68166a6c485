import { fromMilliseconds } from '../edm/dateTimeOffset.ts';
import type { Entity, EntityType } from '../edm/entityType.ts';
import { ODataError } from '../errors/odataError.ts';
import { holdsPersons } from '../forget/forgetValues.ts';
import { createRegister } from '../forget/register.ts';
import { registeredRequest } from '../forget/registeredRequest.ts';
import { trackingTimes } from '../store/contract/changeCursor.ts';
import type { ForgetWalk, RegisterEntry } from '../store/contract/forgetting.ts';
import { registerLife } from '../store/contract/registerLife.ts';
import type { Change, StorageScope } from '../store/contract/store.ts';
import { addedWalk } from './addedWalk.ts';
import type { ServiceParts } from './message/serviceParts.ts';
import { ownTypes } from './ownTypes.ts';

/**
 * How long after it was written a request is begun with, in milliseconds: until then it has appeared, no instance uses a
 * register without it, and what was written by one that did has appeared.
 */
export const beforeWalk = registerLife + 2 * trackingTimes.holdback;

/** Entries of the register that are changed together. */
const entriesAtOnce = 500;

/** Pages of a walk, in none of which anything was changed, after which its place is remembered all the same. */
const pagesToRemember = 20;

/** The tenant whose requests are worked off, and with what. */
export interface ForgetTask {
  readonly parts: ServiceParts;
  readonly tenant: string;
  readonly scope: () => StorageScope;
  /** Whether the time of the run is over. */
  readonly isOver: () => boolean;
}

/** Where the walk of a request goes on: a set, and the row in it behind which. */
interface Place {
  readonly set: string;
  readonly behind?: string;
}

const nothing: ForgetWalk = { looked: 0, counts: new Map(), failed: 0 };

const placeText = ({ set, behind }: Place): string => (behind === undefined ? set : `${set} ${behind}`);

function placeIn(entity: Entity, sets: readonly EntityType[]): Place | undefined {
  const [set = '', ...rest] = typeof entity['place'] === 'string' ? entity['place'].split(' ') : [];
  if (!sets.some(({ name }) => name === set)) return sets[0] && { set: sets[0].name };
  return rest.length === 0 ? { set } : { set, behind: rest.join(' ') };
}

const isOpen = ({ entity }: RegisterEntry): boolean => entity['state'] === 'waiting' || entity['state'] === 'walking';

/** Changes entries of the register, each as it is then; one that is elsewhere by now is left to who brought it there. */
async function update(
  { parts, scope }: ForgetTask,
  type: EntityType,
  ids: readonly string[],
  change: (entity: Entity) => Entity | undefined,
): Promise<void> {
  for (let at = 0; at < ids.length; at += entriesAtOnce) {
    const changes = ids.slice(at, at + entriesAtOnce).map((key): Change => ({
      key,
      decide(current) {
        const entity = current && change(current.entity);
        return entity === undefined ? { kind: 'keep' } : { kind: 'put', entity };
      },
    }));
    const outcomes = await parts.store.commitEach(scope(), type, changes);
    for (const outcome of outcomes) if (outcome instanceof ODataError) throw outcome;
  }
}

/** Waits until the youngest of some requests may be begun with; false when the time of the run does not reach. */
async function waitFor(task: ForgetTask, due: number, answered: number): Promise<boolean> {
  const { parts, tenant, scope, isOver } = task;
  const milliseconds = due - answered;
  if (isOver()) return false;
  if (milliseconds <= 0) return true;
  parts.log.write('info', 'maintenance: persons to forget wait until every instance knows of them', {
    tenant,
    seconds: Math.ceil(milliseconds / 1000),
  });
  const { clock } = scope();
  await clock.wait(milliseconds, AbortSignal.timeout(milliseconds + 60_000));
  return !isOver();
}

/** Walks the sets for requests that are at one place; false when the time was over before the end. */
async function walk(
  task: ForgetTask,
  type: EntityType,
  sets: readonly EntityType[],
  entries: readonly RegisterEntry[],
  ids: ReadonlySet<string>,
): Promise<boolean> {
  const { parts, tenant, scope, isOver } = task;
  const first = entries.find(({ entity }) => ids.has(entity.id));
  const register = createRegister(
    tenant,
    entries.map(({ entity }) => registeredRequest(tenant, entity)),
    ids,
  );
  let place = first && placeIn(first.entity, sets);
  let begun = first?.entity['place'] ?? null;
  // What came since the place was remembered; changes are remembered with the page they were made in.
  let [since, pages] = [nothing, 0];
  const remember = async (set: EntityType): Promise<void> => {
    const [from, to, walked] = [begun, place === undefined ? null : placeText(place), since];
    if (pages === 0) return;
    await update(task, type, [...ids], (entity) =>
      entity['place'] !== from || !isOpen({ entity, stamp: 0 }) ? undefined : addedWalk(entity, set.name, walked, to),
    );
    [begun, since, pages] = [to, nothing, 0];
  };
  while (place !== undefined) {
    if (isOver()) return false;
    const here: Place = place;
    const at = sets.findIndex(({ name }) => name === here.set);
    const set = sets[at];
    if (set === undefined) return false;
    await parts.store.forget(scope(), set, register, here.behind, async (walked: ForgetWalk) => {
      const next = sets[at + 1];
      place = walked.reached !== undefined ? { set: set.name, behind: walked.reached } : next && { set: next.name };
      since = { ...walked, looked: since.looked + walked.looked };
      pages += 1;
      if (walked.counts.size > 0 || walked.failed > 0 || pages >= pagesToRemember) await remember(set);
    });
    await remember(set);
  }
  const { clock } = scope();
  await update(task, type, [...ids], (entity) => {
    if (entity['place'] !== null || entity['state'] !== 'walking') return undefined;
    // Whose rows could not all be changed is walked for again, and keeps its names.
    if (entity['rowsFailed'] !== 0n) return { ...entity, state: 'waiting', rowsFailed: 0n };
    return { ...entity, state: 'walked', names: [], walkedAt: fromMilliseconds(clock.now()) };
  });
  return true;
}

/** Requests that were walked for are done when no tombstone of before is left in any set. */
async function finish(
  task: ForgetTask,
  type: EntityType,
  sets: readonly EntityType[],
  entries: readonly RegisterEntry[],
) {
  const { parts, scope } = task;
  const walked = entries.filter(({ entity }) => entity['state'] === 'walked');
  if (walked.length === 0) return;
  let purged = Infinity;
  for (const set of sets) purged = Math.min(purged, await parts.store.purgedUntil(scope(), set));
  // The entry itself was written behind the last change of the walk.
  const done = walked.filter(({ stamp }) => stamp + trackingTimes.holdback < purged);
  const now = fromMilliseconds(scope().clock.now());
  const ids = done.map(({ entity }) => entity.id);
  await update(task, type, ids, (entity) =>
    entity['state'] === 'walked' ? { ...entity, state: 'done', doneAt: now } : undefined,
  );
}

/**
 * Works off the requests to forget persons: walks all rows that can hold one, for requests that are at the same place together,
 * from where the last run stopped. Stopped anywhere, the next run goes on; true when none is open.
 */
export async function workOffForgets(task: ForgetTask): Promise<boolean> {
  const { parts, scope } = task;
  const type = ownTypes(parts.model).register;
  const sets = parts.model.filter(holdsPersons);
  if (type === undefined) return true;
  const { entries, answered } = await parts.store.readRegister(scope(), type);
  await finish(task, type, sets, entries);
  const open = entries.filter(isOpen);
  if (open.length === 0) return true;
  const due = Math.max(...open.map(({ entity, stamp }) => (entity['state'] === 'waiting' ? stamp + beforeWalk : 0)));
  if (!(await waitFor(task, due, answered))) return false;
  const places = new Map<string, Set<string>>();
  for (const { entity } of open) {
    const place = typeof entity['place'] === 'string' ? entity['place'] : 'null';
    places.set(place, (places.get(place) ?? new Set()).add(entity.id));
  }
  // Those that have begun come first.
  const groups = [...places].sort(([one], [other]) => Number(one === 'null') - Number(other === 'null'));
  for (const [, ids] of groups) if (!(await walk(task, type, sets, entries, ids))) return false;
  const left = await parts.store.readRegister(scope(), type);
  return !left.entries.some(isOpen);
}
