import type { BenchEnvironment } from './startEnvironment.ts';
import { medians, type Measurement } from './measure/measurement.ts';
import { scenarioTable } from './report/scenarioTable.ts';
import { startSubjects } from './subjects/startSubjects.ts';
import type { Subject } from './subjects/subject.ts';
import { scenarios } from './workload/scenarios.ts';

const connections = 16;

export interface ScenarioOptions {
  /** Rows stored before. */
  readonly rows: number;
  readonly rounds: number;
  readonly seconds: number;
  /** Only scenarios and subjects whose name holds these texts. */
  readonly scenario: string;
  readonly subject: string;
  /** Folder for profiles of the measured processes. */
  readonly profile: string | undefined;
}

/** Measures every scenario on every subject in turns, so that what else the machine does hits all alike. */
export async function measureScenarios(
  environment: BenchEnvironment,
  { rows, rounds, seconds, scenario: wanted, subject, profile }: ScenarioOptions,
  report: (table: string) => void,
): Promise<void> {
  const execArgv = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const subjects = await startSubjects(environment, {
    rows,
    connections,
    execArgv,
    isWanted: (name, place) => `${name} ${place}`.includes(subject),
  });
  try {
    if (subjects.some(({ rows: place }) => place === 'Azurite')) await environment.seedAzurite(rows);
    for (const scenario of scenarios.filter(({ name }) => name.includes(wanted))) {
      const able = subjects.filter((each) => each.scenarios?.includes(scenario.name) ?? true);
      const measured = new Map<Subject, Measurement[]>(able.map((each) => [each, []]));
      // The first round warms up.
      for (let round = 0; round <= rounds; round += 1) {
        for (const [each, results] of measured) {
          const result = await each.measure(scenario, round === 0 ? 1 : seconds);
          if (round > 0) results.push(result);
        }
      }
      const figures = [...measured].map(([{ name, rows: place }, results]) => ({
        name,
        rows: place,
        figures: medians(results),
      }));
      report(scenarioTable({ scenario: scenario.name, figures }));
    }
  } finally {
    await Promise.all(subjects.map((each) => each.stop()));
  }
}
