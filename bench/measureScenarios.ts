import type { BenchEnvironment } from './startEnvironment.ts';
import { medians, type Measurement } from './measure/measurement.ts';
import { disturbancesTold, sumOf, type Disturbances, type Repetitions } from './measure/repetitions.ts';
import { scenarioAims } from './report/scenarioAims.ts';
import { scenarioTable, type ScenarioResult } from './report/scenarioTable.ts';
import type { Part } from './report/part.ts';
import { startSubjects } from './subjects/startSubjects.ts';
import type { Subject } from './subjects/subject.ts';
import { scenarios, type Scenario } from './workload/scenarios.ts';

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

type Figures = ScenarioResult['figures'][number];

/** Rounds in which each of the subjects has its turn; the first one warms up. */
async function measureInTurns(
  scenario: Scenario,
  subjects: readonly Subject[],
  { rounds, seconds }: ScenarioOptions,
  repetitions: Repetitions,
): Promise<{ readonly figures: Figures[]; readonly disturbances: Disturbances }> {
  const able = subjects.filter((each) => each.scenarios?.includes(scenario.name) ?? true);
  const measured = new Map<Subject, Measurement[]>(able.map((each) => [each, []]));
  const disturbances: Disturbances[] = [];
  for (const each of able) await each.measure(scenario, 1);
  for (let round = 0; round < rounds; round += 1) {
    for (const [each, results] of measured) {
      const turn = await repetitions.measure(each.pids, async () => await each.measure(scenario, seconds));
      results.push(turn.result);
      disturbances.push(turn.disturbances);
    }
  }
  const figures = [...measured].map(([{ name, rows }, results]) => ({ name, rows, figures: medians(results) }));
  return { figures, disturbances: sumOf(disturbances) };
}

/** Measures every scenario on every subject in turns, so that what else the machine does hits all alike. */
export async function measureScenarios(environment: BenchEnvironment, options: ScenarioOptions): Promise<Part> {
  const { rows, scenario: wanted, subject, profile } = options;
  const execArgv = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const subjects = await startSubjects(environment, {
    rows,
    connections,
    execArgv,
    isWanted: (name, place) => `${name} ${place}`.includes(subject),
  });
  const chosen = scenarios.filter(({ name }) => name.includes(wanted));
  const figures = new Map<Scenario, Figures[]>(chosen.map((scenario) => [scenario, []]));
  const disturbances: Disturbances[] = [];
  try {
    // Azurite goes on with what it was asked for when its turn is over: what is measured without it comes first.
    for (const overAzurite of [false, true]) {
      const group = subjects.filter(({ rows: place }) => (place === 'Azurite') === overAzurite);
      if (overAzurite && group.length > 0) await environment.seedAzurite(rows);
      for (const [scenario, found] of figures) {
        const measured = await measureInTurns(scenario, group, options, environment.repetitions);
        found.push(...measured.figures);
        disturbances.push(measured.disturbances);
      }
    }
  } finally {
    await Promise.all(subjects.map((each) => each.stop()));
  }
  const results = [...figures].map(([{ name }, found]): ScenarioResult => ({ scenario: name, figures: found }));
  const told = `Of these rounds ${disturbancesTold(sumOf(disturbances))}`;
  return { text: [...results.map(scenarioTable), `\n${told}`].join('\n'), aims: scenarioAims(results) };
}
