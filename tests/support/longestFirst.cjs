const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * First the one that measures the heap of a process in which nothing ran before. Then those that take longest: begun late, one
 * of them alone would keep the whole run waiting.
 */
const longest = [
  'unit/collect/spareHeap',
  'clients/pages/pages',
  'clients/odata2ts',
  'security/hostileRequests',
  'security/proxyFaults',
  'security/fuzz',
  'unit/local/start',
  'docs/requests',
  'clients/sapCloudSdk',
  'contract/proxyFaults',
  'contract/faults',
  'unit/local/maintain',
  'unit/local/functionsHostBodies',
  'security/tenantIsolation',
  'clients/openUi5',
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
