/* A small UI5 app without controls: what pages do with their model, as functions that the test calls. */
sap.ui.require(
  ['sap/ui/model/odata/v4/ODataModel', 'sap/ui/model/Filter', 'sap/ui/model/FilterOperator', 'sap/ui/model/Sorter'],
  (ODataModel, Filter, FilterOperator, Sorter) => {
    const set = '/office365ActiveUserCounts';
    const type = '/microsoft.graph.office365ActiveUserCounts';

    /** What became of a promise, in a form that can leave the page. */
    const outcome = (promise) =>
      promise.then(
        (value) => ({ value }),
        ({ status, message, error }) => ({ failure: { status, message, error } }),
      );

    globalThis.connect = (serviceUrl, token, groupId) => {
      const model = new ODataModel({
        serviceUrl,
        operationMode: 'Server',
        groupId,
        updateGroupId: groupId,
        httpHeaders: { Authorization: `Bearer ${token}` },
      });
      const metaModel = model.getMetaModel();

      const bindRows = ({ filters = [], sorters = [], parameters = {} } = {}) =>
        model.bindList(
          set,
          undefined,
          sorters.map(({ path, descending }) => new Sorter(path, descending)),
          filters.map((filter) => new Filter({ ...filter, operator: FilterOperator[filter.operator] })),
          { $count: true, ...parameters },
        );
      const bindReport = (id) => model.bindContext(`${set}('${id}')`);

      globalThis.app = {
        properties: async () => {
          const { $kind, $BaseType, $Key, ...properties } = await metaModel.requestObject(type);
          return Object.fromEntries(Object.entries(properties).map(([name, { $Type }]) => [name, $Type]));
        },
        /** The pages of a growing list, until it has all. */
        grow: async (options, size) => {
          const binding = bindRows(options);
          const pages = [];
          for (let length = 0; length < (binding.getCount() ?? 1);) {
            const contexts = await binding.requestContexts(length, size);
            pages.push(contexts.map((context) => context.getObject()));
            length += contexts.length;
          }
          return { pages, count: binding.getCount() };
        },
        read: (id) => outcome(bindReport(id).requestObject()),
        /** Opens a report as a detail page does; `edit` and `remove` are about it. */
        open: async (id) => {
          const binding = bindReport(id);
          await binding.requestObject();
          globalThis.opened = binding.getBoundContext();
        },
        /** Opens the first row of a list. */
        openFirst: async (options) => {
          [globalThis.opened] = await bindRows(options).requestContexts(0, 1);
          return globalThis.opened.getObject();
        },
        edit: (name, value) => outcome(globalThis.opened.setProperty(name, value)),
        opened: () => globalThis.opened.getObject(),
        remove: () => outcome(globalThis.opened.delete()),
        create: async (values) => {
          globalThis.opened = bindRows().create(values);
          return await outcome(globalThis.opened.created());
        },
      };
    };
    document.documentElement.dataset.ready = 'true';
  },
);
