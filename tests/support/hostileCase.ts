import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';

type Members = Readonly<Record<string, unknown>>;
type Variants = Readonly<Record<string, readonly unknown[]>>;

/** How the token of a case differs from a genuine one. */
export interface HostileToken {
  readonly header?: Members;
  readonly claims?: Members;
  readonly headerVariants?: Variants;
  readonly claimsVariants?: Variants;
  /** Members written behind the claims, as they are. */
  readonly claimsRaw?: string;
  readonly headerRaw?: string;
  readonly version?: '1.0' | '2.0';
  readonly sign?: string;
  readonly mutate?: string;
  /** In place of a token. */
  readonly raw?: string | readonly string[];
  /** What the authority does. */
  readonly server?: string;
}

/** The request of a case; texts hold placeholders, bodies may be described rather than written. */
export interface HostileRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the genuine token; null for none. */
  readonly authorization?: string | null;
  readonly rawHeaders?: readonly (readonly [string, string])[];
  readonly rawRequest?: string;
  readonly body?: unknown;
  readonly rawBody?: string;
  readonly bodyGenerator?: string;
  /** So many at once, or one after the other. */
  readonly parallel?: number;
  readonly repeat?: number;
  readonly fault?: string;
}

/** What a case expects. */
export interface Expectation {
  readonly status: number;
  readonly alsoAcceptable?: readonly number[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly 'error.code'?: string;
  readonly 'error.innerError.code'?: string;
  readonly must?: readonly string[];
}

/** One case of a file of hostile requests. */
export interface HostileCase {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly setup?: string;
  readonly request: HostileRequest;
  readonly token?: HostileToken;
  readonly expect: Expectation;
}

const named = process.env['HOSTILE_CASES'];

/** A file of hostile requests from elsewhere: HOSTILE_CASES, else the shared one where it is there. */
export const hostileCasesFile =
  named === undefined ? path.join(projectPaths.root, '../shared/cases/hostile-requests.json') : path.resolve(named);

/** The cases of a file; none when it does not exist, unless it was named. */
export function readHostileCases(file: string): readonly HostileCase[] {
  if (!existsSync(file) && named === undefined) return [];
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases?: unknown };
  if (!Array.isArray(cases)) throw new Error(`${file} has no list of cases`);
  return cases as readonly HostileCase[];
}
