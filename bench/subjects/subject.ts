import type { Measurement } from '../measure/measurement.ts';
import type { Scenario, ScenarioName } from '../workload/scenarios.ts';

/** Where the rows of a subject are. */
export type RowPlace = 'memory' | 'Azurite' | 'a Map' | 'none';

/** One thing that is measured, running. */
export interface Subject {
  /** Letter under which issue and documentation speak of it, and what it is. */
  readonly name: SubjectName;
  readonly rows: RowPlace;
  /** The scenarios it can answer; all unless given. */
  readonly scenarios?: readonly ScenarioName[];
  /** The processes that work when it is measured. */
  readonly pids: readonly number[];
  measure(scenario: Scenario, seconds: number): Promise<Measurement>;
  stop(): Promise<void>;
}

export type SubjectName =
  | '(a) app, local host'
  | '(0) constant answer'
  | '(b) smallest function'
  | '(b+) with remembered token'
  | '(c) Fastify, jose, ajv, Map'
  | '(c+) with remembered token'
  | '(d) service in process';
