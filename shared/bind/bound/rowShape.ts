import type { EntityType } from '../../edm/entityType.ts';
import type { ComputedAccess, PropertyAccess } from '../../expression/typedExpression.ts';

/** One name that expressions may use, and what it stands for. */
export type Column = PropertyAccess | ComputedAccess;

/** The names an expression may use: the properties of an entity, or what `$compute` and `$apply` made of it. */
export interface RowShape {
  /** What the rows are, for messages. */
  readonly label: string;
  readonly columns: ReadonlyMap<string, Column>;
  /** The type of the rows, as long as they are entities. */
  readonly entityType?: EntityType;
  /** Entity sets that navigation properties of the row lead to: those of the singleton. */
  readonly sets?: readonly EntityType[];
}

const key: Column = { kind: 'property', type: 'Edm.String', name: 'id' };
const shapes = new WeakMap<EntityType, RowShape>();

function declared(type: EntityType): RowShape {
  const columns = new Map<string, Column>([[key.name, key]]);
  for (const [name, property] of Object.entries(type.properties)) {
    const valueType = property.collection === true ? (`Collection(${property.type})` as const) : property.type;
    columns.set(name, { kind: 'property', type: valueType, name, property });
  }
  return { label: type.name, columns, entityType: type };
}

/** The names of an entity type: its key and its properties, in documented order. */
export function entityShape(type: EntityType): RowShape {
  const known = shapes.get(type);
  if (known !== undefined) return known;
  const shape = declared(type);
  shapes.set(type, shape);
  return shape;
}

/** The singleton: its key, which is its name, and the entity sets as its navigation properties. */
export function singletonShape(name: string, sets: readonly EntityType[]): RowShape {
  return { label: name, columns: new Map([[key.name, key]]), sets };
}

/** The same rows with further columns. */
export function withColumns(shape: RowShape, added: readonly Column[]): RowShape {
  return { ...shape, columns: new Map([...shape.columns, ...added.map((column) => [column.name, column] as const)]) };
}
