const { default: Sequencer } = require('@jest/test-sequencer');

/** Measures the heap of a process in which nothing ran before. */
const first = 'unit/collect/spareHeap';

/** Files that mostly wait for other processes, with the seconds they take: begun late, one of them alone would keep the whole run waiting. */
const waiting = {
  'clients/pages/pages': 90,
  'security/hostileRequests': 40,
  'clients/openUi5': 30,
  'unit/local/maintain': 30,
  'docs/requests': 25,
  'clients/newman': 20,
  'unit/local/functionsHostLimits': 20,
  'unit/local/start': 20,
  'unit/local/functionsHostBodies': 20,
  'clients/sapCloudSdk': 15,
  'security/concurrency': 15,
  'security/soak': 15,
  'contract/proxyFaults': 15,
  'clients/pages/entraSignIn': 10,
  'security/proxyFaults': 10,
  'contract/missingTables': 10,
  'clients/powerQuery': 5,
  'unit/telemetry/telemetryOverHttp': 5,
  'clients/odata2ts': 8,
  'unit/import/import': 8,
  'unit/collect/collector': 8,
};

/** Files that keep a core busy for long; each of the others takes about two seconds. */
const busy = {
  'conformance/graph-reports-model': 25,
  'conformance/protocol-keys': 20,
  'unit/store/pace': 20,
  house: 15,
  'unit/collect/collectReports': 15,
  'security/detailsAccess': 15,
  'security/tokenStates': 15,
  'security/writeCost': 15,
  'conformance/importedReports': 12,
  'security/requestCost': 12,
  'conformance/protocol-keysAwkward': 12,
  'conformance/csvRoundTrip': 10,
  'unit/store/commitEachRequests': 10,
  'conformance/protocol-11.2.6.7-paging': 10,
  'unit/service/allowedByTime': 10,
  'unit/collect/collectFailures': 10,
  'security/longHeaders': 10,
  'conformance/protocol-conditions': 10,
  'conformance/protocol-11.2.6.7-linkSize': 10,
  'unit/store/plan/walked': 10,
  'unit/service/givingWay': 10,
  'conformance/plan-limits': 10,
  'conformance/openApi': 10,
  'clients/pages/openApiLint': 8,
  'unit/store/commitEachFaults': 8,
  'contract/faults': 8,
  'security/fuzz': 8,
  'security/tokenGateKeys': 8,
  'security/hostMetadata': 8,
  'conformance/csdlSchema': 8,
  'security/tenantIsolation': 8,
  'infra/workflows': 8,
  'unit/collect/collectOddities': 8,
  'unit/store/changesConvergence': 8,
  'unit/functions/streaming': 8,
  'conformance/protocol-bodies': 7,
  'contract/writers': 7,
  'unit/edm/primitiveTypes': 7,
  'infra/export': 7,
  'conformance/protocol-11.3-delta': 7,
  'unit/web/questions': 6,
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
