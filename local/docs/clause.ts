/** The words of the standard, weakest last (RFC 8174). */
export type RequirementLevel = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY';

/** A file of tests, without `.test.ts`, below tests/ or, without a folder, below tests/conformance/; and tests or groups in it. */
export type Proof = readonly [file: string, ...tests: readonly string[]];

/** One clause of a conformance section, and what is true of it here. */
export type Clause = {
  /** As in the standard: `7`, `7.2`. */
  readonly number: string;
  readonly level: RequirementLevel;
  /** What it demands of this service, in our own words. */
  readonly demand: string;
} & (
  | { readonly shownBy: readonly Proof[]; readonly note?: string }
  /** Why there is nothing here that it could be about. */
  | { readonly doesNotApply: string }
  /** Why the service does not do it. */
  | { readonly notDone: string }
);

/** The clauses of one conformance level. */
export interface ClauseTable {
  readonly title: string;
  readonly section: string;
  readonly url: string;
  readonly clauses: readonly Clause[];
}

/** Something the service accepts, though the standard would let it refuse it. */
export interface Leniency {
  readonly accepted: string;
  readonly reason: string;
  readonly shownBy: readonly Proof[];
}
