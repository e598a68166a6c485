import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectPaths } from '../local/projectPaths.ts';
import { coldStart } from './coldStart/coldStart.ts';
import { nodeBinaries } from './coldStart/nodeBinaries.ts';
import { costChart } from './cost/costChart.ts';
import { startEnvironment, type BenchEnvironment } from './startEnvironment.ts';
import { measureScenarios } from './measureScenarios.ts';
import { microBench } from './micro/microBench.ts';
import { millionRows } from './night/millionRows.ts';
import { nightTable } from './night/nightTable.ts';
import { importTable } from './import/importTable.ts';
import { azuriteTable } from './import/azuriteTable.ts';
import { scenarioPairs } from './pairs/scenarioPairs.ts';
import { parsingTable } from './parsing/parsingTable.ts';
import { machine } from './report/machine.ts';
import { performancePage } from './report/performancePage.ts';
import type { Part } from './report/part.ts';

const options = {
  /** A run of a minute or two: one short round over fewer rows, the Node.js at hand only. */
  quick: { type: 'boolean', default: false },
  /** Parts to run. */
  only: { type: 'string', default: 'scenarios,pairs,steps,parsing,import,azurite,cold,cost' },
  rows: { type: 'string' },
  /** Turns of pairs of runs, and of the part `azurite`. */
  turns: { type: 'string' },
  /** Folder of another checkout, with its libraries, that the parts `pairs`, `parsing` and `import` are measured beside. */
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
  /** Writes docs/performance.md, and docs/cost.svg; of some parts alone the page is printed. */
  write: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

const only = (text: string): Part => ({ text, aims: [] });

/** Pairs of runs after which a ratio counts; one alone shows that it can be measured. */
const turnsOf = ({ quick, turns }: Options): number => Number(turns ?? (quick ? 1 : 9));

/** The parts of a run, in their order. */
const parts: Readonly<Record<string, (environment: BenchEnvironment, options: Options) => Promise<Part>>> = {
  async scenarios(environment, { quick, rows, scenario, subject, profile }) {
    return await measureScenarios(environment, {
      rows: Number(rows ?? (quick ? 2_000 : 10_000)),
      rounds: quick ? 1 : 3,
      seconds: quick ? 1 : 2,
      scenario,
      subject,
      profile,
    });
  },
  async pairs(environment, options) {
    const { quick, rows, scenario, against } = options;
    const [stored, seconds] = [Number(rows ?? (quick ? 2_000 : 10_000)), quick ? 1 : 2];
    return await scenarioPairs(environment, { rows: stored, turns: turnsOf(options), seconds, scenario, against });
  },
  steps: async (environment, { quick }) => only(await microBench(environment, quick)),
  async parsing(environment, options) {
    const { quick, against } = options;
    return await parsingTable(environment, { rounds: quick ? 5_000 : 50_000, turns: turnsOf(options), against });
  },
  async cold(environment, { quick, nodes }) {
    const binaries = await nodeBinaries(
      quick ? (nodes ?? process.execPath) : nodes,
      path.join(projectPaths.data, 'bench'),
    );
    return await coldStart(environment, binaries, quick ? 3 : 11);
  },
  cost: async (environment, { write }) => only(await costChart(environment, machine().split(';')[0] ?? '', write)),
  async night(environment, { quick, users, nights }) {
    const sizes = quick ? [1000] : users.split(',').map(Number);
    return only(await nightTable(environment, sizes, nights.split(',')));
  },
  async import(environment, options) {
    const { quick, rows, against } = options;
    return await importTable(environment, {
      rows: Number(rows ?? (quick ? 2_000 : 20_000)),
      turns: turnsOf(options),
      against,
    });
  },
  async azurite(environment, { quick, rows, turns }) {
    return await azuriteTable(environment, {
      rows: Number(rows ?? (quick ? 500 : 5_000)),
      turns: Number(turns ?? (quick ? 1 : 5)),
    });
  },
  million: async (environment) => only(await millionRows(environment)),
};

/** Measures what `options` ask for, one part after the other, and prints tables in Markdown. */
async function runBench(): Promise<void> {
  const { values } = parseArgs({ options });
  const wanted = values.only.split(',');
  const began = machine();
  console.log(`Measured ${began}.`);
  const done: Part[] = [];
  const environment = await startEnvironment();
  try {
    for (const [name, run] of Object.entries(parts)) {
      if (!wanted.includes(name)) continue;
      const part = await run(environment, values);
      console.log(`\n${part.text}\n`);
      done.push(part);
    }
  } finally {
    await environment.stop();
  }
  const page = await performancePage(done, began);
  if (!values.write) return;
  if (values.only === options.only.default)
    await writeFile(path.join(projectPaths.root, 'docs', 'performance.md'), page);
  else console.log(`\n${page}`);
}

await runBench();
