/* A page that uses the ODataStore of DevExtreme as its grids do, as functions that the test calls. */
import ODataStore from 'devextreme/common/data/odata/store';

globalThis.connect = (token) => {
  const store = new ODataStore({
    url: '/v1.0/office365ActiveUserCounts',
    version: 4,
    key: 'id',
    keyType: 'String',
    fieldTypes: { office365: 'Int64' },
    beforeSend: (request) => {
      request.headers = { ...request.headers, Authorization: `Bearer ${token}` };
    },
  });
  const days = [['reportPeriod', '=', '7'], 'and', ['office365', '>=', 1004]];
  globalThis.app = {
    list: async () => {
      const sort = [{ selector: 'reportDate', desc: true }];
      const options = { filter: days, sort, skip: 1, take: 2, requireTotalCount: true, select: ['id', 'teams'] };
      const { data, totalCount } = await new Promise((resolve, reject) => {
        store.load(options).then((rows, extra) => resolve({ data: rows, totalCount: extra?.totalCount }), reject);
      });
      return { data, totalCount };
    },
    count: async () => await store.totalCount({ filter: days }),
    contains: async (text) => {
      const rows = await store.load({ filter: ['reportPeriod', 'contains', text], sort: 'id', take: 2 });
      return rows.map(({ id }) => id);
    },
    byKey: async (id) => await store.byKey(id),
    insert: async (values) => void (await store.insert(values)),
    update: async (id, values) => void (await store.update(id, values)),
    remove: async (id) => void (await store.remove(id)),
  };
};
