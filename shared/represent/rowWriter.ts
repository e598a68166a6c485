import type { BoundQuery, ItemQuery } from '../bind/boundQuery.ts';
import { entityShape, type Column } from '../bind/rowShape.ts';
import type { EntityType } from '../edm/entityType.ts';
import { toEntityTag } from '../headers/conditions.ts';
import type { ResultRow } from '../operations/result.ts';
import type { StoredEntity } from '../store/storedEntity.ts';
import { columnWriter } from './columnWriter.ts';
import { controlName } from './controlName.ts';
import { entityPath } from './entityPath.ts';
import type { JsonOptions } from './jsonOptions.ts';

/** Writes the members of one row, control information first, without the braces around them. */
export type RowWriter = (row: ResultRow) => string;

/** What a query returns of each row. */
export type Projection = Pick<BoundQuery, 'shape' | 'select'>;

/** The control information of an entity, each with a comma behind it (JSON Format 4.01, 4.6 and 6). */
function entityControl(type: EntityType, options: JsonOptions, hasKey: boolean): (stored: StoredEntity) => string {
  const { version, metadata, serviceRoot } = options;
  const [id, etag, editLink] = ['id', 'etag', 'editLink'].map((name) => `"${controlName(version, name)}":`);
  const typeName = `"${controlName(version, 'type')}":"#microsoft.graph.${type.name}",`;
  return (stored) => {
    const tag = `${etag ?? ''}${JSON.stringify(toEntityTag(stored.version))},`;
    if (metadata === 'minimal' && hasKey) return tag;
    const path = entityPath(type, stored.entity.id);
    // Without its key an entity cannot be told from the others by convention.
    const entityId = `${id ?? ''}${JSON.stringify(serviceRoot + path)},`;
    return metadata === 'minimal'
      ? entityId + tag
      : `${typeName}${entityId}${tag}${editLink ?? ''}${JSON.stringify(path)},`;
  };
}

interface Projected {
  readonly column: Column;
  readonly items?: ItemQuery;
}

function projectedColumns({ shape, select }: Projection): readonly Projected[] {
  if (select === undefined) return [...shape.columns.values()].map((column) => ({ column }));
  return select.flatMap((item) => (item.kind === 'column' ? [item] : []));
}

function createRowWriter(projection: Projection, options: JsonOptions): RowWriter {
  const columns = projectedColumns(projection);
  const writers = columns.map(({ column, items }) => columnWriter(column, options, items));
  const { entityType } = projection.shape;
  const hasKey = columns.some(({ column }) => column.name === 'id');
  const control =
    entityType === undefined || options.metadata === 'none' ? undefined : entityControl(entityType, options, hasKey);
  return ({ stored, row }) => {
    let text = control === undefined || stored === undefined ? '' : control(stored);
    for (const write of writers) {
      const member = write(row);
      if (member !== '') text += `${member},`;
    }
    return text.slice(0, -1);
  };
}

const whole = new WeakMap<EntityType, Map<string, RowWriter>>();

/** The writer of the rows of a query: every column in documented order, or those `$select` names. */
export function rowWriter(projection: Projection, options: JsonOptions): RowWriter {
  const type = projection.shape.entityType;
  if (type === undefined || projection.shape !== entityShape(type) || projection.select !== undefined) {
    return createRowWriter(projection, options);
  }
  const writers = whole.get(type) ?? new Map<string, RowWriter>();
  whole.set(type, writers);
  const key = `${options.version} ${options.metadata} ${options.ieee754Compatible} ${options.omitNulls} ${options.serviceRoot}`;
  const known = writers.get(key) ?? createRowWriter(projection, options);
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
