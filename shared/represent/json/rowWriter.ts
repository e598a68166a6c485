import { entityShape } from '../../bind/bound/rowShape.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import { valueUnits } from '../../expression/values/valueUnits.ts';
import type { ResultRow } from '../../operations/contract/result.ts';
import { chargedPart } from '../../expression/cost/chargedPart.ts';
import { columnWriter } from './columnWriter.ts';
import { controlName } from './controlName.ts';
import { entityControl } from './entityControl.ts';
import { entityWriter } from './entityWriter.ts';
import type { JsonOptions } from './jsonOptions.ts';
import { projectedColumns, type Projection } from './projectedColumns.ts';

/** Writes the members of one row, control information first, without the braces around them. */
export type RowWriter = (row: ResultRow) => string;

/**
 * What stands before the members of a row that is no entity: 4.0 demands its id, as null, 4.01 lets it be left out (JSON
 * Format 4.01, 4.6.8). The singleton has an id of its own.
 */
function transientControl({ entityType, sets }: Projection['shape'], { version, metadata }: JsonOptions): string {
  const isTransient = entityType === undefined && sets === undefined;
  return isTransient && version === '4.0' && metadata !== 'none' ? `"${controlName(version, 'id')}":null` : '';
}

function createRowWriter(projection: Projection, options: JsonOptions, meter: Meter): RowWriter {
  const columns = projectedColumns(projection);
  const writers = columns.map(({ column, items }) => {
    const write = columnWriter(column, options, items, meter);
    return column.kind === 'computed'
      ? chargedPart(write, (_before, row) => valueUnits(row[column.name] ?? null), meter)
      : write;
  });
  const { entityType } = projection.shape;
  const hasKey = columns.some(({ column }) => column.name === 'id');
  const control = entityType === undefined ? undefined : entityControl(entityType, options, hasKey);
  const transient = transientControl(projection.shape, options);
  return ({ stored, row }) => {
    let text = control === undefined ? transient : control(stored);
    for (const write of writers) text = write(text, row);
    return text;
  };
}

const whole = new WeakMap<EntityType, Map<string, RowWriter>>();

/** The writer of the rows of a query: every column in documented order, or those `$select` names. */
export function rowWriter(projection: Projection, options: JsonOptions, meter: Meter): RowWriter {
  const type = projection.shape.entityType;
  if (type === undefined || projection.shape !== entityShape(type) || projection.select !== undefined) {
    return createRowWriter(projection, options, meter);
  }
  const writers = whole.get(type) ?? new Map<string, RowWriter>();
  whole.set(type, writers);
  const key = `${options.version} ${options.metadata} ${options.ieee754Compatible} ${options.omitNulls} ${options.serviceRoot}`;
  const known = writers.get(key) ?? entityWriter(type, options);
  writers.set(key, known);
  return known;
}

/** The select list in a context URL (Protocol 4.01, 10.7 to 10.10); empty when everything is returned. */
export function selectList(projection: Projection): string {
  if (projection.select === undefined && projection.shape.entityType !== undefined) return '';
  return `(${projectedColumns(projection)
    .map(({ column }) => column.name)
    .join(',')})`;
}
