import type { ResourceKind } from '../../shared/bind/bound/resource.ts';
import type * as Operations from '../../shared/operations/operationTable.ts';
import type { Method, OperationRow } from '../../shared/operations/operationTable.ts';

/** What the contract has, by resource: the documents are tested for the whole of it, however much is built. */
const contract: Readonly<Record<ResourceKind, readonly Method[]>> = {
  serviceDocument: ['GET'],
  metadata: ['GET'],
  batch: ['POST'],
  singleton: ['GET'],
  entitySet: ['GET', 'POST', 'PATCH'],
  count: ['GET'],
  references: ['GET'],
  delta: ['GET'],
  deltaCount: ['GET'],
  entity: ['GET', 'PATCH', 'PUT', 'DELETE'],
  reference: ['GET'],
  property: ['GET', 'PATCH', 'PUT', 'DELETE'],
  propertyValue: ['GET', 'PUT', 'DELETE'],
  propertyCount: ['GET'],
  reportFunction: ['GET'],
  reportFunctionCount: ['GET'],
  reportFunctionReferences: ['GET'],
  query: [],
};

function row(kind: ResourceKind, method: Method): OperationRow {
  const isRead = method === 'GET' || kind === 'batch';
  return {
    name: `${method.toLowerCase()} ${kind}`,
    access: isRead ? 'read' : 'write',
    formats: kind === 'reportFunction' ? ['csv', 'json'] : kind.endsWith('ount') ? ['text'] : ['json'],
    run: () => Promise.reject(new Error('is never run')),
  };
}

/** The modules that `load` imports, as if every operation of the contract were in the table of operations. */
export async function everyOperation<T>(load: () => Promise<T>): Promise<T> {
  const table = '../../shared/operations/operationTable.ts';
  let modules: Promise<T> | undefined;
  await jest.isolateModulesAsync(async () => {
    const real = jest.requireActual<typeof Operations>(table);
    const rows = Object.entries(contract).map(([name, methods]) => {
      const kind = name as ResourceKind;
      const built = real.operationsOf(kind);
      return [kind, Object.fromEntries(methods.map((method) => [method, built[method] ?? row(kind, method)]))] as const;
    });
    const operationTable = Object.fromEntries(rows);
    const operationsOf = (kind: ResourceKind): unknown => operationTable[kind] ?? {};
    jest.doMock(table, () => ({ ...real, operationTable, operationsOf }));
    modules = load();
    await modules;
    jest.dontMock(table);
  });
  if (modules === undefined) throw new Error('nothing was loaded');
  return await modules;
}
