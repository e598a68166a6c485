import { entityShape } from '../../bind/bound/rowShape.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { ResultRow } from '../../operations/contract/result.ts';
import { jsonColumn } from './columnWriter.ts';
import { entityControl } from './entityControl.ts';
import type { JsonOptions } from './jsonOptions.ts';

type EntityWriter = (row: ResultRow) => string;

/**
 * Makes the writer of whole entities of a type: the members `columnWriter` writes, as one expression in generated code,
 * `control(stored) + ',"id":' + write0(row["id"]) + ...`, because the engine makes reads and calls that stand there by
 * name more than twice as fast as those in a loop over columns. It is made of the declaration of the type alone; nothing of a
 * request gets into it.
 */
export function entityWriter(type: EntityType, options: JsonOptions): EntityWriter {
  const control = entityControl(type, options, true);
  const columns = [...entityShape(type).columns.values()].map((column) => jsonColumn(column, options));
  const members = columns.map(({ name, head, isNullable }, index) => {
    const before = JSON.stringify(index === 0 && control === undefined ? head : `,${head}`);
    const value = `row[${JSON.stringify(name)}]`;
    const written = `${before} + write${index}(value, options)`;
    if (!isNullable) return `((value = ${value}), ${written})`;
    return `((value = ${value}) == null ? ${options.omitNulls ? "''" : `${before} + 'null'`} : ${written})`;
  });
  const text = [...(control === undefined ? [] : ['control(stored)']), ...members].join(' + ');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- twice the speed of a page; see above what it is made of
  const make = new Function(
    'options',
    'control',
    ...columns.map((_column, index) => `write${index}`),
    `return ({ stored, row }) => { let value; return ${text}; };`,
  ) as (...parts: readonly unknown[]) => EntityWriter;
  return make(options, control, ...columns.map(({ toJson }) => toJson));
}
