import { entityModel, type EntityOperation } from '../support/entityModel.ts';
import { isLinearizable, type Recorded } from '../support/linearizable.ts';

type Entry = readonly [invoked: number, returned: number, operation: EntityOperation];

const history = (...entries: readonly Entry[]): readonly Recorded<EntityOperation>[] =>
  entries.map(([invoked, returned, operation]) => ({ invoked, returned, operation }));
const put = (n: number, status: number, etag: string): EntityOperation => ({
  method: 'PUT',
  body: { n },
  status,
  values: { n },
  etag,
});
const get = (n: number, etag: string): EntityOperation => ({ method: 'GET', status: 200, values: { n }, etag });
const gone: EntityOperation = { method: 'GET', status: 404 };
const lost = (n: number): EntityOperation => ({ method: 'PUT', body: { n }, status: 0 });

describe('the checker of histories', () => {
  test.each<readonly [string, boolean, readonly Entry[]]>([
    ['nothing', true, []],
    [
      'one after the other',
      true,
      [
        [0, 1, put(1, 201, 'a')],
        [2, 3, get(1, 'a')],
      ],
    ],
    [
      'a read of what was not written',
      false,
      [
        [0, 1, put(1, 201, 'a')],
        [2, 3, get(2, 'a')],
      ],
    ],
    [
      'a read of the old after the new',
      false,
      [
        [0, 1, put(1, 201, 'a')],
        [2, 3, put(2, 200, 'b')],
        [4, 5, get(1, 'a')],
      ],
    ],
    [
      'a read beside the write may see either',
      true,
      [
        [0, 1, put(1, 201, 'a')],
        [2, 9, put(2, 200, 'b')],
        [3, 4, get(1, 'a')],
      ],
    ],
    [
      'but not the new and then the old',
      false,
      [
        [0, 1, put(1, 201, 'a')],
        [2, 9, put(2, 200, 'b')],
        [3, 4, get(2, 'b')],
        [5, 6, get(1, 'a')],
      ],
    ],
    [
      'two inserts of one key',
      false,
      [
        [0, 5, put(1, 201, 'a')],
        [1, 6, put(2, 201, 'b')],
      ],
    ],
    [
      'a write nobody knows of may have happened',
      true,
      [
        [0, Infinity, lost(1)],
        [1, 2, gone],
        [3, 4, get(1, 'a')],
      ],
    ],
    [
      'or not',
      true,
      [
        [0, Infinity, lost(1)],
        [3, 4, gone],
      ],
    ],
    [
      'but not both',
      false,
      [
        [0, Infinity, lost(1)],
        [3, 4, get(1, 'a')],
        [5, 6, gone],
      ],
    ],
    [
      'a lost update',
      false,
      [
        [0, 1, put(1, 201, 'a')],
        [2, 8, { method: 'PATCH', body: { x: 1 }, status: 200, values: { n: 1, x: 1 }, etag: 'b' }],
        [3, 7, { method: 'PATCH', body: { y: 1 }, status: 200, values: { n: 1, y: 1 }, etag: 'c' }],
      ],
    ],
    [
      'a tag that changes though nothing does',
      false,
      [
        [0, 1, put(1, 201, 'a')],
        [2, 3, put(1, 200, 'b')],
      ],
    ],
    [
      'a condition that cannot have held',
      false,
      [
        [0, 1, put(1, 201, 'a')],
        [2, 3, { ...put(2, 200, 'b'), ifMatch: 'x' }],
      ],
    ],
    [
      'two writers under one tag',
      false,
      [
        [0, 1, put(1, 201, 'a')],
        [2, 8, { ...put(2, 200, 'b'), ifMatch: 'a' }],
        [3, 9, { ...put(3, 200, 'c'), ifMatch: 'a' }],
      ],
    ],
    [
      'one of them refused',
      true,
      [
        [0, 1, put(1, 201, 'a')],
        [2, 8, { ...put(2, 200, 'b'), ifMatch: 'a' }],
        [3, 9, { method: 'PUT', body: { n: 3 }, ifMatch: 'a', status: 412 }],
      ],
    ],
    [
      'a refusal without reason',
      false,
      [
        [0, 1, put(1, 201, 'a')],
        [2, 3, { method: 'PUT', body: { n: 3 }, ifMatch: 'a', status: 412 }],
      ],
    ],
    ['a delete of nothing', false, [[0, 1, { method: 'DELETE', status: 204 }]]],
  ])('%s: %s', (_name, expected, entries) => {
    expect(isLinearizable(history(...entries), entityModel)).toBe(expected);
  });
});
