import type { PropertyValue } from '../../shared/edm/edmValue.ts';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { naturalId } from '../../shared/edm/naturalId.ts';
import { primitiveTypes } from '../../shared/edm/primitiveTypes.ts';
import { createStore } from '../../shared/store/createStore.ts';
import { entityOf } from './changes.ts';
import { recordedRows } from './recordedRows.ts';
import { storageScope } from './storageScope.ts';
import { storedBytes } from './storedBytes.ts';

/** A row of a type with a value in every column: the example of the model. */
function exampleOf({ properties, reportFunction }: EntityType): Readonly<Record<string, PropertyValue>> {
  const given = Object.entries(properties).map(
    ([name, { type, collection, example = '' }]): [string, PropertyValue] => {
      const text =
        name === reportFunction?.period ? '30' : name === reportFunction?.refreshDate ? '2026-01-09' : example;
      const value = primitiveTypes[type].fromText(text);
      if (value === undefined) throw new Error(`${name} has the example '${text}'`);
      return [name, collection === true ? ([value] as PropertyValue) : value];
    },
  );
  return Object.fromEntries(given);
}

/** The bytes that a new entity of a type takes in storage, with the example of the model in every column: of the row of each kind. */
export async function writtenBytes(type: EntityType): Promise<Readonly<Record<string, number>>> {
  const { rows, take } = recordedRows();
  const store = createStore(rows);
  const scope = storageScope();
  const values = exampleOf(type);
  const id = naturalId(type, values) ?? '';
  await store.begin(scope, type);
  take();
  await store.commit(scope, type, [{ key: id, decide: () => ({ kind: 'put', entity: entityOf(type, id, values) }) }]);
  return Object.fromEntries(
    take().flatMap((one) => ('row' in one ? [[one.row.rowKey.split('_')[0] ?? '', storedBytes(one.row)]] : [])),
  );
}
