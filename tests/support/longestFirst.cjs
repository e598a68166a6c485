const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * First the one that measures the heap of a process in which nothing ran before. Then those that take longest: begun late, one
 * of them alone would keep the whole run waiting.
 */
const longest = [
  'unit/collect/spareHeap',
  'clients/pages/pages',
  'security/hostileRequests',
  'docs/requests',
  'clients/openUi5',
  'unit/local/maintain',
  'unit/local/start',
  'security/proxyFaults',
  'unit/local/functionsHostBodies',
  'unit/local/functionsHostLimits',
  'security/soak',
  'unit/import/import',
  'unit/collect/collectReports',
  'clients/pages/entraSignIn',
  'clients/sapCloudSdk',
  'clients/odata2ts',
  'contract/proxyFaults',
  'security/fuzz',
];

/** The order of the test files where no earlier run has told how long they take, as on a fresh clone. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = longest.findIndex((name) => path.replaceAll('\\', '/').endsWith(`/tests/${name}.test.ts`));
      return at < 0 ? longest.length : at;
    };
    return [...super.sort(tests)].sort((left, right) => rank(left) - rank(right));
  }
};
