import type { SequentialModel } from './linearizable.ts';

/** The values of an entity as JSON shows them; those that are null may be left out. */
export type Values = Readonly<Record<string, unknown>>;

/** One request to one entity and its answer. */
export interface EntityOperation {
  readonly method: 'GET' | 'PATCH' | 'PUT' | 'DELETE';
  readonly body?: Values;
  /** Entity tag of If-Match; `*` for any. */
  readonly ifMatch?: string;
  /** If-None-Match: * */
  readonly insertOnly?: boolean;
  /** 0 when nobody knows how it ended: no answer, 503 or 504. */
  readonly status: number;
  /** The entity that was answered. */
  readonly values?: Values;
  readonly etag?: string;
}

/** An entity; a tag nobody has seen yet is undefined. */
interface EntityState {
  readonly values: Values;
  readonly etag: string | undefined;
}

type State = EntityState | undefined;

function sorted(values: Values): string {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return JSON.stringify(given.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The state an answer shows, when it is this state: its tag may become known by it. */
function seen(state: State, { values, etag }: EntityOperation): readonly State[] {
  if (state === undefined || values === undefined || sorted(values) !== sorted(state.values)) return [];
  if (state.etag !== undefined && etag !== undefined && state.etag !== etag) return [];
  return [{ values: state.values, etag: state.etag ?? etag }];
}

/** Whether the condition of an operation may hold; an unknown tag may be any. */
function mayHold(
  state: State,
  { ifMatch, insertOnly }: EntityOperation,
): { readonly yes: boolean; readonly no: boolean } {
  if (insertOnly === true) return { yes: state === undefined, no: state !== undefined };
  if (ifMatch === undefined) return { yes: true, no: false };
  if (state === undefined) return { yes: false, no: true };
  if (ifMatch === '*') return { yes: true, no: false };
  return { yes: state.etag === undefined || state.etag === ifMatch, no: state.etag !== ifMatch };
}

function written(state: State, { method, body = {} }: EntityOperation): State {
  if (method === 'DELETE') return undefined;
  const values = method === 'PATCH' ? { ...state?.values, ...body } : body;
  // A write that changes nothing keeps the tag.
  return state !== undefined && sorted(state.values) === sorted(values) ? state : { values, etag: undefined };
}

/** An entity as OData has it: PATCH and PUT insert or update, conditions guard, tags name versions. */
export const entityModel: SequentialModel<State, EntityOperation> = {
  initial: undefined,
  keyOf: (state) => (state === undefined ? '' : `${state.etag ?? '?'} ${sorted(state.values)}`),
  step(state, operation) {
    const { method, status } = operation;
    if (method === 'GET') {
      if (status === 0) return [state];
      return status === 404 ? (state === undefined ? [undefined] : []) : seen(state, operation);
    }
    const { yes, no } = mayHold(state, operation);
    const after = written(state, operation);
    if (status === 0) return [...(yes && !(method === 'DELETE' && state === undefined) ? [after] : []), state];
    if (status === 412) return no ? [state] : [];
    if (method === 'DELETE') {
      if (status === 404) return state === undefined && yes ? [undefined] : [];
      return status === 204 && state !== undefined && yes ? [undefined] : [];
    }
    const isRight = status === 201 ? state === undefined : status === 200 && state !== undefined;
    return isRight && yes ? seen(after, operation) : [];
  },
};
