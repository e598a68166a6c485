import type { Project } from './readProject.ts';

/** One rule of the house, and the proof that it can fail. */
export interface Rule {
  /** A sentence that is true of the project. */
  readonly title: string;
  /** One line per place that breaks the rule. */
  readonly check: (project: Project) => readonly string[];
  /** Files that break the rule when they are put into the sample project (tests/house/sampleProject.ts). */
  readonly bad: Readonly<Record<string, string>>;
  /** What the findings for `bad` must say. */
  readonly finding: RegExp;
}
