import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectPaths } from '../local/projectPaths.ts';
import { runTool } from '../local/process/runTool.ts';
import { coldStart } from './coldStart/coldStart.ts';
import { nodeBinaries } from './coldStart/nodeBinaries.ts';
import { costChart } from './cost/costChart.ts';
import { startEnvironment, type BenchEnvironment } from './startEnvironment.ts';
import { measureScenarios } from './measureScenarios.ts';
import { microBench } from './micro/microBench.ts';
import { millionRows } from './night/millionRows.ts';
import { nightTable } from './night/nightTable.ts';
import { importTable } from './import/importTable.ts';
import { machine } from './report/machine.ts';

const options = {
  /** A run of a minute or two: one short round over fewer rows, the Node.js at hand only. */
  quick: { type: 'boolean', default: false },
  /** Parts to run. */
  only: { type: 'string', default: 'scenarios,steps,cold,cost' },
  rows: { type: 'string' },
  /** Folder of another checkout, with its libraries, that the part `import` is measured beside. */
  against: { type: 'string' },
  /** Numbers of users of the part `night`, separated by commas. */
  users: { type: 'string', default: '1000,10000,100000' },
  /** Which nights of the part `night`: `first`, `second`. */
  nights: { type: 'string', default: 'first,second' },
  scenario: { type: 'string', default: '' },
  subject: { type: 'string', default: '' },
  /** Folder for profiles of the measured processes. */
  profile: { type: 'string' },
  /** Node.js binaries for cold starts, separated by commas. */
  nodes: { type: 'string' },
  /** Writes docs/cost.svg. */
  write: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** The parts of a run, in their order. */
const parts: Readonly<Record<string, (environment: BenchEnvironment, options: Options) => Promise<void>>> = {
  async steps(environment, { quick }) {
    console.log(`\n${await microBench(environment, quick)}\n`);
    if (!quick) await runTool('tsx/dist/cli.mjs', ['bench/url.ts']);
  },
  async cold(environment, { quick, nodes }) {
    const binaries = await nodeBinaries(
      quick ? (nodes ?? process.execPath) : nodes,
      path.join(projectPaths.data, 'bench'),
    );
    console.log(`\n${await coldStart(environment, binaries, quick ? 3 : 11)}`);
  },
  async cost(environment, { write }) {
    console.log(`\n${await costChart(environment, machine().split(';')[0] ?? '', write)}`);
  },
  async night(environment, { quick, users, nights }) {
    const sizes = quick ? [1000] : users.split(',').map(Number);
    console.log(`\n${await nightTable(environment, sizes, nights.split(','))}`);
  },
  async import(environment, { quick, rows, against }) {
    const count = Number(rows ?? (quick ? 10_000 : 100_000));
    console.log(`\n${await importTable(environment, { rows: count, turns: quick ? 1 : 9, against })}`);
  },
  async million(environment) {
    console.log(`\n${await millionRows(environment)}`);
  },
  async scenarios(environment, { quick, rows, scenario, subject, profile }) {
    await measureScenarios(
      environment,
      {
        rows: Number(rows ?? (quick ? 2_000 : 10_000)),
        rounds: quick ? 1 : 3,
        seconds: quick ? 1 : 2,
        scenario,
        subject,
        profile,
      },
      (table) => console.log(table),
    );
  },
};

/** Measures what `options` ask for, one part after the other, and prints tables in Markdown. */
async function runBench(): Promise<void> {
  const { values } = parseArgs({ options });
  const wanted = values.only.split(',');
  console.log(`Measured ${machine()}.`);
  const environment = await startEnvironment();
  try {
    for (const [name, run] of Object.entries(parts)) if (wanted.includes(name)) await run(environment, values);
  } finally {
    await environment.stop();
  }
}

await runBench();
