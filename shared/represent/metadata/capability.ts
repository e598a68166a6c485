import type { ResourceKind } from '../../bind/bound/resource.ts';
import { operationsOf, type Method } from '../../operations/operationTable.ts';
import type { Annotation, AnnotationValue } from './csdlAnnotation.ts';

/** A request that shows whether a claim of the metadata is true. */
export interface Probe {
  readonly method: Method;
  /**
   * Relative to the service root; `{id}` is the key of an entity that exists, `{new}` a key that none has, `{set}` any of the
   * entity sets.
   */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, a string as text/plain. */
  readonly body?: Readonly<Record<string, unknown>> | string;
  /** Status of the answer of a service for which the claim is true. */
  readonly status: number;
}

/** A value the metadata states, and the request that shows it to be true. */
export interface Claim {
  readonly value: AnnotationValue;
  readonly probe?: Probe;
}

/** An annotation that says what the service does; `claims` by member of the record, or the one claim under ''. */
export interface Capability extends Annotation {
  readonly claims: Readonly<Record<string, Claim>>;
}

/** True when the service has an operation: everything the metadata claims comes from the table of operations. */
export function hasOperation(kind: ResourceKind, method: Method): boolean {
  return operationsOf(kind)[method] !== undefined;
}

/**
 * The claim that a request is answered, true or false by whether the service has the operation behind it. `probe.status`
 * is the status when it has; when not, the request is answered with 405.
 */
export function supported(kind: ResourceKind, probe: Probe): Claim {
  const value = hasOperation(kind, probe.method);
  return { value, probe: value ? probe : { ...probe, status: 405 } };
}

/** The claim that something is not offered; `probe.status` is the status of the refusal. */
export function notSupported(probe: Probe): Claim {
  return { value: false, probe };
}

/** A term of one value. */
export function valueCapability(target: string, term: string, claim: Claim): Capability {
  return { target, term, value: claim.value, claims: { '': claim } };
}

/** A term whose type is a record, one claim per member. */
export function recordCapability(target: string, term: string, claims: Readonly<Record<string, Claim>>): Capability {
  const members = Object.entries(claims).map(([name, { value }]) => [name, value] as const);
  return { target, term, value: { record: Object.fromEntries(members) }, claims };
}
