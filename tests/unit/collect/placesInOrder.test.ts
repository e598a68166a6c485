/** Equal ids that come one behind the other, those of another key among them. */
import { placesInOrder } from '../../../shared/collect/file/placesInOrder.ts';

test('each id has its places, also where the order knows two ids for one key', () => {
  const { next, look } = placesInOrder();
  expect(look).toBeUndefined();
  const asked: readonly (readonly [id: string, isOfNextKey: boolean])[] = [
    ['a', true],
    ['a', false],
    ['b', false],
    ['a', false],
    ['b', false],
    ['c', true],
    // The key before is done with.
    ['b', true],
    ['c', false],
    ['c', false],
    ['b', false],
  ];
  expect(asked.map(([id, isOfNextKey], line) => next(id, line, isOfNextKey))).toEqual([
    ...['a', 'a_2', 'b', 'a_3', 'b_2'],
    'c',
    ...['b', 'c', 'c_2', 'b_2'],
  ]);
});
