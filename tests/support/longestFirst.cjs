const { default: Sequencer } = require('@jest/test-sequencer');

/** Measures the heap of a process in which nothing ran before. */
const first = 'unit/collect/spareHeap';

/** Files that mostly wait for other processes, with the seconds they take: begun late, one of them alone would keep the whole run waiting. */
const waiting = {
  'clients/pages/pages': 90,
  'security/hostileRequests': 85,
  'docs/requests': 45,
  'clients/openUi5': 40,
  'unit/local/maintain': 35,
  'clients/sapCloudSdk': 30,
  'clients/newman': 25,
  'unit/local/start': 25,
  'unit/import/import': 20,
  'unit/local/functionsHostBodies': 20,
  'security/concurrency': 20,
  'unit/local/functionsHostLimits': 20,
  'clients/odata2ts': 20,
  'clients/pages/entraSignIn': 20,
  'security/soak': 15,
  'security/proxyFaults': 15,
  'contract/proxyFaults': 15,
  'contract/faults': 10,
  'clients/powerQuery': 10,
  'unit/telemetry/telemetryOverHttp': 10,
  'unit/collect/collector': 10,
  'contract/missingTables': 10,
};

/** Files that keep a core busy for long; each of the others takes about two seconds. */
const busy = {
  'unit/store/pace': 20,
  'conformance/graph-reports-model': 15,
  'security/detailsAccess': 10,
  'unit/store/changesConvergence': 10,
  'conformance/importedReports': 8,
  'unit/web/questions': 8,
  house: 8,
  'unit/store/commitEachRequests': 7,
  'conformance/plan-limits': 7,
  'security/tokenStates': 7,
  'security/writeCost': 6,
  'security/fuzz': 6,
  'contract/writers': 6,
  'conformance/protocol-keys': 6,
  'unit/collect/collectReports': 6,
  'conformance/csvRoundTrip': 6,
  'conformance/aggregation-3-apply': 6,
  'conformance/openApi': 5,
};
const seconds = { ...waiting, ...busy };

/** Which of them run at once, and which of those wait: two at most, so that the third keeps a core busy meanwhile. */
const [workers, mostWaiting] = [3, 2];

/** The order of the test files: longest first, and those that wait beside those that compute. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const named = super.sort(tests).map((test) => {
      const [, name = ''] = /\/tests\/(.*)\.(?:test|nightly)\.ts$/.exec(test.path.replaceAll('\\', '/')) ?? [];
      return { test, name, takes: seconds[name] ?? 2 };
    });
    const begins = named.filter(({ name }) => name === first);
    const rest = named.filter(({ name }) => name !== first).sort((one, other) => other.takes - one.takes);
    const [waits, computes] = [true, false].map((wanted) => rest.filter(({ name }) => name in waiting === wanted));
    const order = [...begins];
    const running = Array.from({ length: workers }, () => ({ until: 0, isWaiting: false }));
    while (waits.length + computes.length > 0) {
      running.sort((one, other) => one.until - other.until);
      const [free, ...others] = running;
      const isFull = others.filter(({ isWaiting }) => isWaiting).length >= mostWaiting;
      free.isWaiting = waits.length > 0 && (!isFull || computes.length === 0);
      const next = (free.isWaiting ? waits : computes).shift();
      free.until += next.takes;
      order.push(next);
    }
    return order.map(({ test }) => test);
  }
};
