import type { Resource } from '../bind/resource.ts';
import { operationsOf, type Method, type OperationRow } from '../operations/operationTable.ts';

/**
 * The operations on what an address stands for, by method. A POST to `/$query` is the GET of what stands before it and has
 * no row of its own (Protocol 4.01, 11.2.9).
 */
export function operationsOn(resource: Resource): readonly (readonly [Method, OperationRow])[] {
  if (resource.kind !== 'query') return Object.entries(operationsOf(resource.kind)) as [Method, OperationRow][];
  const { GET } = operationsOf(resource.target.kind);
  return GET === undefined ? [] : [['POST', GET]];
}
