import type { ScenarioName } from '../workload/scenarios.ts';

/** Answers per second of SAP CAP over SQLite in memory, measured by itself on a machine like these. */
export const sapCap: Partial<Record<ScenarioName, number>> = {
  'PATCH update': 700,
  'PATCH create': 700,
  'GET by key': 1000,
  'filtered top 50': 380,
  'page of 1,000': 100,
};
