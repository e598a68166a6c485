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
import type { SidesOptions } from './measure/measureSides.ts';
import { meterPairs } from './meter/meterPairs.ts';
import { buildName } from './pairs/buildName.ts';
import { scenarioPairs } from './pairs/scenarioPairs.ts';
import { parsingTable } from './parsing/parsingTable.ts';
import { machine } from './report/machine.ts';
import { performancePage } from './report/performancePage.ts';
import { keptParts } from './report/keptParts.ts';
import type { Part } from './report/part.ts';

const options = {
  /** A run of a few minutes: one short round over fewer rows, the Node.js at hand only. */
  quick: { type: 'boolean', default: false },
  /** Parts to run. */
  only: { type: 'string', default: 'scenarios,pairs,meter,steps,parsing,import,azurite,cold,cost' },
  rows: { type: 'string' },
  /** Turns of pairs of runs, and of the part `azurite`; sets of processes where pairs are of slices. */
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
  /** Seconds that rounds which are measured again because others used the machine may take in all. */
  repetitions: { type: 'string', default: '150' },
  /** Writes docs/performance.md from the parts of this run and those that were kept of runs like it, and docs/cost.svg. */
  write: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

const only = (text: string): Part => ({ text, aims: [] });

/** Turns of two pairs, after which a ratio counts; one alone shows that it can be measured. */
const turnsOf = ({ quick, turns }: Options, whole = 9): number => Number(turns ?? (quick ? 1 : whole));

/**
 * How much the sides of pairs are measured that stand beside each other in short slices. They warm up by 400 slices of each kind:
 * behind 100 V8 still compiles, on threads that count, and a build with more code seems slower than it is; behind 900 as behind 400.
 */
function sidesOf({ quick, turns }: Options, whole: Omit<SidesOptions, 'warming'>): SidesOptions {
  const { sets, pairs, rounds } = quick ? { sets: 1, pairs: 2, rounds: 1 } : whole;
  return { sets: Number(turns ?? sets), warming: quick ? 10 : 400, pairs, rounds };
}

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
    return await scenarioPairs(environment, {
      rows: Number(rows ?? (quick ? 2_000 : 10_000)),
      ...sidesOf(options, { sets: 9, pairs: 1, rounds: 40 }),
      scenario,
      against,
    });
  },
  async meter(environment, options) {
    const { quick, rows } = options;
    return await meterPairs(environment, {
      rows: Number(rows ?? (quick ? 2_000 : 4_000)),
      ...sidesOf(options, { sets: 9, pairs: 2, rounds: 40 }),
    });
  },
  steps: async (environment, { quick }) => only(await microBench(environment, quick)),
  async parsing(environment, options) {
    const measured = sidesOf(options, { sets: 9, pairs: 8, rounds: 5 });
    return await parsingTable(environment, { ...measured, against: options.against });
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
      rows: Number(rows ?? (quick ? 2_000 : 100_000)),
      turns: turnsOf(options, 5),
      against,
    });
  },
  async azurite(environment, options) {
    const { quick, rows } = options;
    return await azuriteTable(environment, {
      rows: Number(rows ?? (quick ? 500 : 2_000)),
      turns: turnsOf(options, 5),
    });
  },
  million: async (environment) => only(await millionRows(environment)),
};

/** What the figures of a run are of; those of other options are not put beside them. */
function subjectOf({ against, quick, rows, turns, scenario, subject }: Options): string {
  const chosen = Object.entries({ quick, rows, turns, scenario, subject }).filter(([, value]) => Boolean(value));
  const options = chosen.map(([name, value]) => (value === true ? ` --${name}` : ` --${name} ${value}`)).join('');
  const beside = against === undefined ? '' : `, beside ${buildName(against)}`;
  const restricted = options === '' ? '' : `, with${options}: not the run that promises are judged by`;
  return `Of ${buildName(projectPaths.root)}${beside}${restricted}`;
}

/** Measures what `options` ask for, one part after the other, prints tables in Markdown, and keeps them for the page. */
async function runBench(): Promise<void> {
  const { values } = parseArgs({ options });
  const wanted = values.only.split(',');
  const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0)
    throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  const [began, subject] = [machine(), subjectOf(values)];
  console.log(`${subject}. Measured ${began}.`);
  const kept = keptParts(path.join(projectPaths.dist, 'bench', 'parts.json'), subject);
  const failed: string[] = [];
  const environment = await startEnvironment(values.quick ? 0 : Number(values.repetitions));
  try {
    for (const [name, run] of Object.entries(parts)) {
      if (!wanted.includes(name)) continue;
      const start = performance.now();
      try {
        const part = await run(environment, values);
        kept.keep({ ...part, name, began, ended: machine().split(';')[0] ?? '' });
        console.log(`\n${part.text}\n`);
      } catch (error) {
        failed.push(name);
        console.error(error);
      }
      console.log(`Part ${name}: ${((performance.now() - start) / 1000).toFixed(0)} s.`);
    }
  } finally {
    await environment.stop();
  }
  if (failed.length > 0) process.exitCode = 1;
  if (!values.write) return;
  const needed = options.only.default.split(',');
  const found = kept.parts();
  const missing = needed.filter((name) => failed.includes(name) || !found.some((part) => part.name === name));
  if (missing.length > 0) {
    process.exitCode = 1;
    console.error(`Not written: --only ${missing.join(',')} is left to be measured.`);
    return;
  }
  const shown = needed.flatMap((name) => found.filter((part) => part.name === name));
  await writeFile(path.join(projectPaths.root, 'docs', 'performance.md'), await performancePage(shown, subject));
}

await runBench();
