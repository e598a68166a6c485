import type { Row } from '../rows/rows.ts';

interface History {
  readonly _version: string;
  readonly _stamp: bigint;
  readonly _earlier: string;
}

/** True for a row that says when its entity was written, as those of all kinds do. */
export function hasHistory(properties: Row['properties']): properties is Row['properties'] & History {
  return (
    typeof properties['_version'] === 'string' &&
    typeof properties['_stamp'] === 'bigint' &&
    typeof properties['_earlier'] === 'string'
  );
}

/** True for a row of an entity as far as it is the same for every type. */
export function isStored(properties: Row['properties']): boolean {
  const { id, _deleted: deleted, _pointer: pointer } = properties;
  return typeof id === 'string' && hasHistory(properties) && deleted === undefined && pointer === undefined;
}
