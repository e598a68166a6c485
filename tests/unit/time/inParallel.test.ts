import { inParallel } from '../../../shared/time/inParallel.ts';

const items = Array.from({ length: 12 }, (_, at) => at);
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
};

test.each([1, 3, 20])('%i at a time, and the results in the order of the items', async (width) => {
  let [underWay, most] = [0, 0];
  const found = await inParallel(items, width, async (item) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await turns(1 + ((item * 7) % 5));
    underWay -= 1;
    return 2 * item;
  });
  expect(found).toEqual(items.map((item) => 2 * item));
  expect(most).toBe(Math.min(width, items.length));
});

test('behind one that fails none is begun', async () => {
  const begun: number[] = [];
  const work = async (item: number): Promise<void> => {
    begun.push(item);
    await turns(item === 1 ? 1 : 5);
    if (item === 1) throw new Error('as meant');
  };
  await expect(inParallel(items, 3, work)).rejects.toThrow('as meant');
  await turns(100);
  expect(begun).toEqual([0, 1, 2]);
});
