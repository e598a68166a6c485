import type { Address, BoundQuery } from '../../bind/bound/boundQuery.ts';
import type { Resource } from '../../bind/bound/resource.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { Conditions } from '../../headers/conditions.ts';
import type { Format } from '../../headers/negotiateFormat.ts';
import type { Preferences } from '../../headers/parsePreferences.ts';
import type { Versions } from '../../headers/negotiateVersions.ts';
import type { JsonValue } from '../../json/jsonValue.ts';
import type { StorageScope, Store } from '../../store/contract/store.ts';
import type { Result } from './result.ts';

/** A request whose URL is bound to the model. */
export interface BoundRequest<R extends Resource = Resource> {
  readonly resource: R;
  /** The query options, typed. */
  readonly query: BoundQuery;
  /** The request as it can be repeated for the next page. */
  readonly address: Address;
  readonly versions: Versions;
  readonly preferences: Preferences;
  readonly conditions: Conditions;
  /** The format of the answer. */
  readonly format: Format;
  /** Absolute URL of the service root with its trailing slash. */
  readonly serviceRoot: string;
  /** Reads and parses the body, of at most `limit` bytes (1 MiB unless given); throws 400, 413 or 415. */
  readJsonBody(limit?: number): Promise<JsonValue>;
  /** Like it, for a method that needs no body; undefined when there is none. */
  readJsonBodyIfAny(): Promise<JsonValue | undefined>;
  /** Reads a body that is text in UTF-8; throws 400, 413 or 415. */
  readTextBody(): Promise<string>;
}

/** What an operation works on. */
export interface OperationContext {
  readonly store: Store;
  readonly scope: StorageScope;
  /** The type of the entries that tell what became of report files; undefined when the model has none. */
  readonly ledger?: EntityType | undefined;
  /** The type of the register of persons to forget; undefined when the model has none. */
  readonly register?: EntityType | undefined;
  /** A scope like it with a deadline of its own, for what is read while the answer is on its way. */
  renew(): StorageScope;
  /** Carries out the requests of a batch: the room that can stands above this one, so it is handed down. */
  runBatch(request: BoundRequest): Promise<Result<'batch'>>;
}

/** One OData operation. It throws ODataErrors and returns a result; it never makes an answer itself. */
export type Operation<R extends Resource = Resource> = (
  request: BoundRequest<R>,
  context: OperationContext,
) => Promise<Result>;
