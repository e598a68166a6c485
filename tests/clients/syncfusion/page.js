/* A page that uses the DataManager of Syncfusion as its grids do, as functions that the test calls. */
import { DataManager, ODataV4Adaptor, Query } from '@syncfusion/ej2-data';

const key = 'id';

globalThis.connect = (token) => {
  const manager = new DataManager({
    url: '/v1.0/office365ActiveUserCounts',
    adaptor: new ODataV4Adaptor(),
    headers: [{ Authorization: `Bearer ${token}` }],
  });
  globalThis.app = {
    list: async (period, users) => {
      const query = new Query()
        .where('reportPeriod', 'equal', period)
        .where('office365', 'greaterthanorequal', users)
        .sortBy('reportDate', 'descending')
        .page(2, 2)
        .requiresCount();
      const { result, count } = await manager.executeQuery(query);
      return { ids: result.map(({ id }) => id), count };
    },
    search: async (text) => {
      const { result } = await manager.executeQuery(new Query().search(text, ['reportPeriod']).select(['id']).take(3));
      return result.map(({ id }) => id);
    },
    insert: async (values) => await manager.insert(values),
    update: async (values) => await manager.update(key, values),
    remove: async (id) => void (await manager.remove(key, id)),
    /** What a grid in batch mode sends when its changes are saved. */
    save: async (addedRecords, changedRecords, deletedRecords) =>
      await manager.saveChanges({ addedRecords, changedRecords, deletedRecords }, key),
  };
};
