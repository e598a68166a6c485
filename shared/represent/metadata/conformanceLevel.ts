import type { ResourceKind } from '../../bind/bound/resource.ts';
import type { Method } from '../../operations/operationTable.ts';
import { hasOperation } from './capability.ts';

type Needed = readonly (readonly [ResourceKind, Method])[];

/**
 * The operations without which a conformance level is out of reach (Protocol 4.01, section 13), from the lowest level
 * up; each needs those of the levels before it too. What else a level asks for belongs to these operations.
 */
const levels: readonly (readonly [level: 'Minimal' | 'Intermediate' | 'Advanced', needed: Needed])[] = [
  [
    'Minimal',
    [
      ['serviceDocument', 'GET'],
      ['metadata', 'GET'],
      ['entitySet', 'GET'],
      ['entitySet', 'POST'],
      ['entity', 'GET'],
      ['entity', 'PATCH'],
      ['entity', 'DELETE'],
    ],
  ],
  [
    'Intermediate',
    [
      ['property', 'GET'],
      ['propertyValue', 'GET'],
    ],
  ],
  [
    'Advanced',
    [
      ['count', 'GET'],
      ['references', 'GET'],
      ['reference', 'GET'],
      ['singleton', 'GET'],
      ['batch', 'POST'],
    ],
  ],
];

/** The highest level whose operations the service has; undefined below the lowest. */
export function conformanceLevel(): 'Minimal' | 'Intermediate' | 'Advanced' | undefined {
  const missing = levels.findIndex(([, needed]) => needed.some(([kind, method]) => !hasOperation(kind, method)));
  return (missing === -1 ? levels.at(-1) : levels[missing - 1])?.[0];
}
