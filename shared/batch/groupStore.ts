import type { EntityType } from '../edm/entityType.ts';
import { ODataError } from '../errors/odataError.ts';
import type { Change, Committed, StorageScope, Store } from '../store/contract/store.ts';
import { foldChanges, type FoldedChange } from './foldChanges.ts';

/** The changes of one request of a group, and how it learns what became of them. */
interface Member {
  readonly changes: readonly Change[];
  readonly resolve: (committed: readonly Committed[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** A request of a group as the storage sees it. */
export interface GroupMember {
  /** What its operation works on: a commit is kept until the whole group is carried out. */
  readonly store: Store;
  /** Resolves once the request has said what it changes, with the keys. */
  readonly registered: Promise<readonly string[]>;
}

/** One change of one request. */
interface Step {
  readonly member: number;
  readonly index: number;
}

/** All changes of one key, and whose they are. */
interface KeyChanges {
  readonly steps: readonly Step[];
  readonly change: FoldedChange;
  /** The request whose decision threw last; undefined when none did. */
  readonly culprit: () => number | undefined;
}

/** A request that refuses what its group would do, and its reason. */
interface Refusal {
  readonly member: number;
  readonly error: unknown;
}

function foldKey(key: string, entries: readonly (readonly [Step, Change])[]): KeyChanges {
  let deciding: number | undefined;
  const watched = entries.map(([{ member }, change]): Change => ({
    key,
    decide(current) {
      deciding = member;
      const decision = change.decide(current);
      deciding = undefined;
      return decision;
    },
  }));
  return { steps: entries.map(([step]) => step), change: foldChanges(key, watched), culprit: () => deciding };
}

const neverEach: Store['commitEach'] = () => Promise.reject(new Error('A request of a group commits with the others'));

/**
 * Collects what the requests of an atomic group change and carries it out in one transaction of storage: changes of one
 * entity set, those of one key folded into one.
 */
export class GroupStore {
  readonly #store: Store;
  readonly #members = new Map<number, Member>();
  #type: EntityType | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  get type(): EntityType | undefined {
    return this.#type;
  }

  /** The storage for the request at a position of the group. */
  member(position: number): GroupMember {
    let register: (keys: readonly string[]) => void = () => undefined;
    const registered = new Promise<readonly string[]>((resolve) => (register = resolve));
    const commit: Store['commit'] = async (_scope, type, changes) => {
      if (this.#members.has(position)) throw new Error('A request of a group commits once');
      this.#checkType(type);
      return await new Promise((resolve, reject) => {
        this.#members.set(position, { changes, resolve, reject });
        register(changes.map(({ key }) => key));
      });
    };
    return { store: { ...this.#store, commit, commitEach: neverEach, isAtomic: true }, registered };
  }

  /** Gives up: every request of the group that waits fails with the reason. */
  abandon(reason: unknown): void {
    for (const member of this.#members.values()) member.reject(reason);
  }

  /**
   * Carries everything out, all or nothing, and tells every request what became of its changes. When the decision of one
   * request refuses, that one fails with its own reason and the others with `others(position)`; any other failure is the
   * reason of all.
   */
  async commit(scope: StorageScope, others: (position: number) => ODataError): Promise<void> {
    const folded = this.#fold();
    if (this.#type === undefined) return;
    try {
      const committed = await this.#store.commit(
        scope,
        this.#type,
        folded.map(({ change }) => change),
      );
      this.#resolve(folded, committed);
    } catch (error) {
      const refusal = await this.#firstRefusal(scope, this.#type, folded, error);
      for (const [position, member] of this.#members) {
        if (refusal === undefined) member.reject(error);
        else member.reject(refusal.member === position ? refusal.error : others(refusal.member));
      }
    }
  }

  /**
   * The first request of the group that refuses, and why; undefined when none did. The decisions are made key by key and
   * end with the first that throws, so keys behind it are asked here when an earlier request changes them.
   */
  async #firstRefusal(
    scope: StorageScope,
    type: EntityType,
    folded: readonly KeyChanges[],
    error: unknown,
  ): Promise<Refusal | undefined> {
    const at = folded.findIndex((each) => each.culprit() !== undefined);
    const member = folded[at]?.culprit();
    if (member === undefined) return undefined;
    let first: Refusal = { member, error };
    for (const { steps, change, culprit } of folded.slice(at + 1)) {
      if (!steps.some((step) => step.member < first.member)) continue;
      try {
        change.decide(await this.#store.read(scope, type, change.key));
      } catch (reason) {
        const other = culprit();
        if (other !== undefined && other < first.member) first = { member: other, error: reason };
      }
    }
    return first;
  }

  #checkType(type: EntityType): void {
    if (this.#type !== undefined && this.#type.name !== type.name) {
      throw new ODataError(
        'invalidRequest',
        `An atomic group changes one entity set, but this request changes '${type.name}' and an earlier one ` +
          `'${this.#type.name}'. Put them into different groups.`,
        { target: type.name },
      );
    }
    this.#type = type;
  }

  #fold(): readonly KeyChanges[] {
    const byKey = new Map<string, (readonly [Step, Change])[]>();
    for (const [member, { changes }] of this.#members) {
      for (const [index, change] of changes.entries()) {
        const entries = byKey.get(change.key) ?? [];
        entries.push([{ member, index }, change]);
        byKey.set(change.key, entries);
      }
    }
    return [...byKey].map(([key, entries]) => foldKey(key, entries));
  }

  #resolve(folded: readonly KeyChanges[], committed: readonly Committed[]): void {
    const results = new Map<number, Committed[]>();
    for (const [at, { steps, change }] of folded.entries()) {
      const whole = committed[at];
      if (whole === undefined) throw new Error('a commit returned less than it was given');
      for (const [index, result] of change.results(whole).entries()) {
        const step = steps[index];
        if (step === undefined) continue;
        const own = results.get(step.member) ?? [];
        own[step.index] = result;
        results.set(step.member, own);
      }
    }
    for (const [position, member] of this.#members) member.resolve(results.get(position) ?? []);
  }
}
