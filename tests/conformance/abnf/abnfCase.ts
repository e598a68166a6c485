/** One case of a case file: `input` must match the ABNF rule `rule` when `failAt` is null, and must not otherwise. */
export interface AbnfCase {
  readonly suite: string;
  readonly name: string;
  readonly rule: string;
  readonly input: string;
  readonly failAt: number | null;
  /** Key of the file's `constraints`: which names are entity sets, properties ... in that suite. */
  readonly constraints?: string;
}

/** A case file: official OData ABNF cases, or the project's own table. */
export interface AbnfCaseFile {
  readonly constraints: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly cases: readonly AbnfCase[];
}

/** Checks one input against one rule: throws when the input does not match. */
export type Recogniser = (input: string) => void;
