import type { Entity, EntityType } from '../../edm/entityType.ts';
import { ODataError } from '../../errors/odataError.ts';
import { forgetValues, type Forgetting, personColumns } from '../../forget/forgetValues.ts';
import { personOfId } from '../../forget/forgottenId.ts';
import type { Register } from '../../forget/register.ts';
import type { ForgetCounts, ForgetWalk } from '../contract/forgetting.ts';
import type { Change, Committed, Decision, EachCommitted, StorageScope } from '../contract/store.ts';
import { decodeEntity } from '../keys/decodeRow.ts';
import { keyRange } from '../keys/keyRange.ts';
import { mainPrefix } from '../keys/layout.ts';
import { inParallel } from '../../time/inParallel.ts';
import { readRange } from '../rows/readRange.ts';
import type { Row, Rows } from '../rows/rows.ts';

/** Time that is left for a page and what is to be changed in it, in milliseconds; a walk stops before it has less. */
const timeForPage = 12_000;

/** Rows that move at the same time. */
const parallelMoves = 16;

/** Tries to move a row that others change meanwhile. */
const mostTries = 5;

/** Where rows are changed, and how. */
export interface ForgetSource {
  readonly rows: Rows;
  readonly scope: StorageScope;
  readonly type: EntityType;
  readonly register: Register;
  readonly commit: (changes: readonly Change[]) => Promise<readonly Committed[]>;
  readonly commitEach: (changes: readonly Change[]) => Promise<readonly EachCommitted[]>;
}

const forgetting = ({ type, register }: ForgetSource, entity: Entity): Forgetting =>
  forgetValues(type, entity.id, entity, register);

/** The change of one row that stays where it is, or goes; judged by what is there when it is written. */
function changeOf(source: ForgetSource, key: string): Change {
  return {
    key,
    decide(current): Decision {
      if (current === undefined) return { kind: 'keep' };
      const forgotten = forgetting(source, current.entity);
      if (forgotten.kind === 'delete') return { kind: 'delete' };
      if (forgotten.kind === 'keep' || forgotten.id !== key) return { kind: 'keep' };
      return { kind: 'put', entity: { ...current.entity, ...forgotten.values, id: key } };
    },
  };
}

/**
 * Moves a row to the id of its new names, in one transaction. Where that id has a row already, it is that of the same report
 * under the same pseudonym, and stays.
 */
async function moveRow(source: ForgetSource, first: Entity): Promise<void> {
  let entity: Entity | undefined = first;
  for (let tries = 0; tries < mostTries && entity !== undefined; tries += 1) {
    const { id } = entity;
    const wanted = forgetting(source, entity);
    if (wanted.kind === 'keep') return;
    const to = wanted.kind === 'put' ? wanted.id : id;
    let moved: Entity | undefined;
    const leave: Change = {
      key: id,
      decide(current) {
        const now = current && forgetting(source, current.entity);
        moved =
          current && now?.kind === 'put' && now.id === to ? { ...current.entity, ...now.values, id: to } : undefined;
        return { kind: moved === undefined ? 'keep' : 'delete' };
      },
    };
    const arrive: Change = {
      key: to,
      decide: (current) =>
        moved === undefined || current !== undefined ? { kind: 'keep' } : { kind: 'put', entity: moved },
    };
    const [committed] = await source.commit(to === id ? [changeOf(source, id)] : [leave, arrive]);
    entity = committed?.after?.entity;
  }
  if (entity !== undefined && forgetting(source, entity).kind !== 'keep') {
    throw new ODataError('serviceNotAvailable', `A row of ${source.type.name} is changed too often to move it`, {
      headers: { 'Retry-After': '10' },
    });
  }
}

/** Whether a row that cannot be read may be about somebody in the register. */
function mayName({ type, register }: ForgetSource, { properties }: Row): boolean {
  const { subject, owner } = personColumns(type);
  const texts = [...subject, ...owner].map((name) => properties[name]);
  const { id } = properties;
  return (
    texts.some((text) => typeof text === 'string' && register.find(text) !== undefined) ||
    (typeof id === 'string' && personOfId(id, register) !== undefined)
  );
}

/** Changes the rows of a page; tells of each whether that went well. Throws when storage refuses. */
async function changeRows(
  source: ForgetSource,
  found: readonly (readonly [Entity, Forgetting])[],
): Promise<readonly boolean[]> {
  const staying = found.filter(([{ id }, each]) => each.kind !== 'put' || each.id === id);
  const outcomes = await source.commitEach(staying.map(([{ id }]) => changeOf(source, id)));
  const after = new Map(staying.map(([{ id }], at) => [id, outcomes[at]] as const));
  return await inParallel(found, parallelMoves, async ([entity]) => {
    const outcome = after.get(entity.id);
    try {
      if (outcome instanceof ODataError) throw outcome;
      // Others may have given it another name meanwhile.
      const left = outcome === undefined ? entity : outcome.after?.entity;
      if (left !== undefined) await moveRow(source, left);
      return true;
    } catch (error) {
      if (!(error instanceof ODataError) || error.headers['Retry-After'] !== undefined) throw error;
      return false;
    }
  });
}

/**
 * Walks the rows of a set behind a row key, 1,000 a request, and forgets the persons of a register in them: their rows are
 * deleted as a DELETE would, or get the pseudonym, cells of owners become null. As far as the time of the scope goes. What
 * it has done is not found again, so that it may be stopped anywhere and done twice, by two at once too.
 *
 * @param onPage told of each page that is done
 */
export async function forgetRows(
  source: ForgetSource,
  from: string | undefined,
  onPage: (walk: ForgetWalk) => Promise<void>,
): Promise<void> {
  const { rows, scope, type } = source;
  const partition = rows.partition(scope, type.name);
  const { from: first, to } = keyRange(mainPrefix);
  let reached = from;
  let continuation: string | undefined;
  do {
    const page = await readRange(partition, scope, {
      from: reached ?? first,
      fromExclusive: reached !== undefined,
      to,
      ...(continuation !== undefined && { continuation }),
    });
    // A range that goes on is asked for by its place, which stays true when the walk is stopped.
    const last = page.rows.at(-1)?.rowKey;
    const isEnd = page.continuation === undefined;
    continuation = last === undefined ? page.continuation : undefined;
    reached = last ?? reached;
    await onPage({ ...(await forgetIn(source, page.rows)), ...(!isEnd && reached !== undefined && { reached }) });
    if (isEnd) return;
  } while (scope.clock.now() < scope.deadline - timeForPage);
}

async function forgetIn(source: ForgetSource, page: readonly Row[]): Promise<Omit<ForgetWalk, 'reached'>> {
  const { type, scope } = source;
  const found: [Entity, Exclude<Forgetting, { kind: 'keep' }>][] = [];
  let failed = 0;
  for (const row of page) {
    const entity = decodeEntity(type, row)?.stored.entity;
    if (entity === undefined) {
      if (mayName(source, row)) failed += 1;
      continue;
    }
    const forgotten = forgetting(source, entity);
    if (forgotten.kind !== 'keep') found.push([entity, forgotten]);
  }
  const counts = new Map<string, ForgetCounts>();
  const done = found.length === 0 ? [] : await changeRows(source, found);
  for (const [at, [, forgotten]] of found.entries()) {
    if (done[at] !== true) {
      failed += 1;
      continue;
    }
    for (const id of new Set(forgotten.persons.flatMap(({ requests }) => requests))) {
      const { deleted, changed } = counts.get(id) ?? { deleted: 0, changed: 0 };
      const goes = forgotten.kind === 'delete';
      counts.set(id, { deleted: deleted + (goes ? 1 : 0), changed: changed + (goes ? 0 : 1) });
    }
  }
  if (failed > 0)
    scope.log('error', `Rows of ${type.name} name a person to forget and could not be changed`, { rows: failed });
  return { looked: page.length, counts, failed };
}
