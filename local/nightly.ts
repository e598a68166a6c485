import { helpAsked } from './process/helpAsked.ts';
import { runTool } from './process/runTool.ts';

const help = {
  usage: 'npm run nightly [-- OPTIONS]',
  purpose: [
    'What is too long for every run, for hours. Variables of the environment such as FUZZ_SEED and SOAK_SECONDS count',
    'over its own. Options are those of jest, such as -t NAME.',
  ],
};

/** Sizes of the runs that the suite does in small; those of the environment win. */
const sizes = {
  FUZZ_INPUTS: '1000000',
  FAULT_OPERATIONS: '10000',
  SOAK_SECONDS: '300',
  TOKEN_STATES: '100000',
  CONVERGENCE_RUNS: '2000',
  IMPORT_ROWS: '100000',
  WHOLE_MATRIX: 'yes',
  PAGE_PEOPLE: '100000',
};
const tests = [
  'tests/security/fuzz',
  'tests/security/proxyFaults',
  'tests/contract/mixedVersions',
  'tests/contract/releaseTurns',
  'tests/security/soak',
  'tests/unit/store/tokens',
  'tests/security/tokenStates',
  'tests/unit/store/changesConvergence',
  'tests/security/csvReaders',
  'tests/unit/import/importMemory',
  'tests/unit/backup/backup',
  'tests/unit/store/pace',
  'tests/unit/store/tempo',
  'tests/unit/service/givingWay',
  'tests/unit/store/plan/readPage',
  'tests/unit/store/plan/judgedPages',
  'tests/unit/store/plan/manyRanges',
  'tests/unit/store/plan/unions',
  'tests/unit/store/plan/walked',
  'tests/unit/store/plan/walkParts',
  'tests/unit/bind/naiveEvaluation',
  'tests/unit/bind/hostileExpressions',
  'tests/unit/represent/csvCell',
  'tests/unit/expression/linearSearch',
  'tests/unit/batch/readMultipartBatch',
  'tests/unit/url/limits',
  'tests/unit/json/readJson',
  'tests/unit/store/keyEncoding',
  'tests/unit/store/retainSet',
  'tests/unit/store/commitEachFaults',
  'tests/unit/store/indexKey',
  'tests/unit/store/plan/cutPlaces',
  'tests/unit/represent/entityWriter',
  'tests/security/soakPairs',
  'tests/security/storageFaults',
  'tests/security/hostileRequests',
  'tests/security/hostMetadata',
  'tests/conformance/graph-',
  'tests/conformance/importedDialects',
  'tests/conformance/json-',
  'tests/conformance/leniencies',
  'tests/conformance/protocol-',
  'tests/conformance/plan-requests',
  'tests/conformance/capabilities',
  'tests/conformance/csdl',
  'tests/conformance/filterFunctions',
  'tests/conformance/openApi.',
  'tests/conformance/serviceDocument',
  'tests/contract/proxyFaults',
  'tests/contract/faults',
  'tests/security/tenantIsolation',
  'tests/security/concurrency',
  'tests/clients/odata2ts',
  'tests/clients/sapCloudSdk',
  'tests/clients/pages/openApiLint',
  'tests/clients/pages/pages',
  'tests/clients/pages/pictures',
  'tests/clients/pages/budgets',
];

/** Longest a test may take that says nothing of it itself, in milliseconds: it ends what hangs, and is more than these sizes need on a busy machine. */
const longest = 1_800_000;

/** Nights of the collector, and one file of a million rows, whose memory is bounded. */
const nights = ['bench/runBench.ts', '--only', 'night,million', '--users', '1000,10000'];

/**
 * `npm run nightly`: fuzzing with a seed of its own, forged tokens, faults on the way to storage and overload, at full length;
 * callers of CSV who do not read; hostile requests among good ones; what the suite takes samples of; nights of the collector.
 */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, help)) return;
  const seed = String(Math.floor(Math.random() * 2 ** 31));
  Object.assign(process.env, { FUZZ_SEED: seed, ...sizes, ...process.env });
  console.log(`Fuzzing with FUZZ_SEED=${process.env['FUZZ_SEED'] ?? seed}`);
  // Those with an ending of their own are of the night alone. Behind this option and before the next every word is one of its values.
  const match = ['--testMatch=**/*.test.ts', '--testMatch=**/*.nightly.ts'];
  const tested = await runTool('jest/bin/jest.js', [
    ...tests,
    ...match,
    '--runInBand',
    `--testTimeout=${longest}`,
    ...args,
  ]);
  process.exitCode = tested || (await runTool('tsx/dist/cli.mjs', nights));
}
