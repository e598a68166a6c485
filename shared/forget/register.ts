import { cellForms } from './nameForms.ts';
import { nameDigest } from './nameDigest.ts';

/** What becomes of a person's names. */
export type ForgetMode = 'delete' | 'pseudonym';

/** A request to forget a person, as far as rows are compared with it. */
export interface RegisteredRequest {
  readonly id: string;
  readonly mode: ForgetMode;
  /** What takes the place of the names; null where nothing does. */
  readonly pseudonym: string | null;
  /** Of every form of every name, and of the pseudonym. */
  readonly digests: readonly string[];
  /** Picoseconds since the epoch. */
  readonly requestedAt: bigint;
}

/** A person to forget: all requests that have a name in common. */
export interface ForgottenPerson {
  readonly requests: readonly string[];
  /** What takes the place of the names, that of the first request; undefined where rows are deleted, which any of them may ask. */
  readonly pseudonym?: string;
}

/** The persons a tenant forgets. */
export interface Register {
  readonly isEmpty: boolean;
  /** Whom a text stands for. */
  find(text: string): ForgottenPerson | undefined;
}

/** Nobody is forgotten. */
export const emptyRegister: Register = { isEmpty: true, find: () => undefined };

/** What stands for nobody: nothing, and what ids are where a tenant conceals names. */
export const nobody = /^[0-]*$/;

/** Texts of which is remembered whom they stand for: names come again with every report and date. */
const mostRemembered = 50_000;

/** Requests that have a digest in common, directly or by others, belong together. */
function groupsOf(requests: readonly RegisteredRequest[]): readonly (readonly RegisteredRequest[])[] {
  // Each request stands behind another of its group, whose first stands behind none: nothing is looked at for each of them again.
  const behind = requests.map((_, at) => at);
  const firstOf = (at: number): number => {
    let first = at;
    for (let next = behind[first]; next !== undefined && next !== first; next = behind[first]) {
      behind[first] = behind[next] ?? next;
      first = next;
    }
    return first;
  };
  const known = new Map<string, number>();
  for (const [at, { digests }] of requests.entries()) {
    for (const digest of digests) {
      const other = known.get(digest);
      if (other === undefined) known.set(digest, at);
      else behind[firstOf(at)] = firstOf(other);
    }
  }
  const groups = new Map<number, RegisteredRequest[]>();
  for (const [at, request] of requests.entries()) {
    const first = firstOf(at);
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [request]);
    else group.push(request);
  }
  return [...groups.values()];
}

function personOf(group: readonly RegisteredRequest[]): ForgottenPerson {
  const [first] = group.toSorted((one, other) =>
    one.requestedAt === other.requestedAt ? (one.id < other.id ? -1 : 1) : one.requestedAt < other.requestedAt ? -1 : 1,
  );
  const requests = group.map(({ id }) => id);
  const goes = group.some(({ mode, pseudonym }) => mode === 'delete' || pseudonym === null);
  return { requests, ...(!goes && typeof first?.pseudonym === 'string' && { pseudonym: first.pseudonym }) };
}

/**
 * The register that requests make together. Those with a name in common are about one person: the first of them says the
 * pseudonym, which the pseudonyms of the others give way to, and one that deletes counts over all that do not.
 *
 * @param only the requests whose persons are looked for; all unless given
 */
export function createRegister(
  tenant: string,
  requests: readonly RegisteredRequest[],
  only?: ReadonlySet<string>,
): Register {
  const persons = new Map<string, ForgottenPerson>();
  for (const group of groupsOf(requests)) {
    if (only !== undefined && !group.some(({ id }) => only.has(id))) continue;
    const person = personOf(group);
    for (const digest of group.flatMap(({ digests }) => digests)) persons.set(digest, person);
  }
  if (persons.size === 0) return emptyRegister;
  const known = new Map<string, ForgottenPerson | undefined>();
  const lookUp = (text: string): ForgottenPerson | undefined => {
    for (const form of cellForms(text)) {
      const person = persons.get(nameDigest(tenant, form));
      if (person !== undefined) return person;
    }
    return undefined;
  };
  return {
    isEmpty: false,
    find(text) {
      if (nobody.test(text)) return undefined;
      if (known.has(text)) return known.get(text);
      if (known.size >= mostRemembered) known.clear();
      const person = lookUp(text);
      known.set(text, person);
      return person;
    },
  };
}
