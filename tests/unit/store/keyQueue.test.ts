import { KeyQueue } from '../../../shared/store/write/keyQueue.ts';

const forever = new AbortController().signal;
const tick = async () => await new Promise((resolve) => setImmediate(resolve));

describe('the queue of writers to a key', () => {
  it('runs work on one key in the order it came, and work on others at once', async () => {
    const queue = new KeyQueue();
    const order: string[] = [];
    let finish: () => void = () => undefined;
    const first = queue.run(['a', 'b'], forever, async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      order.push('first');
    });
    const rest = ['b', 'a', 'a'].map(
      async (name, index) =>
        await queue.run([name], forever, async () => await Promise.resolve(order.push(`${name}${index}`))),
    );
    await queue.run(['c'], forever, async () => await Promise.resolve(order.push('c')));
    expect(order).toEqual(['c']);
    finish();
    await Promise.all([first, ...rest]);
    expect(order.slice(0, 2)).toEqual(['c', 'first']);
    expect(order.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2']);
    await tick();
    expect(queue.size).toBe(0);
  });

  it('goes on after failed work', async () => {
    const queue = new KeyQueue();
    const failing = queue.run(['a'], forever, async () => await Promise.reject(new Error('no')));
    const next = queue.run(['a'], forever, async () => await Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('lets who cannot wait longer leave with a 504, and keeps the turn of the others', async () => {
    const queue = new KeyQueue();
    const impatient = new AbortController();
    let finish: () => void = () => undefined;
    let holding = true;
    const holder = queue.run(['a'], forever, async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      holding = false;
    });
    await tick();
    const leaver = queue.run(['a'], impatient.signal, async () => await Promise.resolve());
    const next = queue.run(['a'], forever, async () => await Promise.resolve(holding));
    impatient.abort();
    await expect(leaver).rejects.toMatchObject({ innerCode: 'gatewayTimeout', headers: { 'Retry-After': '2' } });
    await tick();
    expect(holding).toBe(true);
    finish();
    await holder;
    await expect(next).resolves.toBe(false);
  });

  it('cannot deadlock over several keys', async () => {
    const queue = new KeyQueue();
    const groups = [
      ['a', 'b'],
      ['b', 'a'],
      ['c', 'a'],
      ['b', 'c'],
    ];
    const done = await Promise.all(
      groups.map(async (names) => await queue.run(names, forever, async () => await tick().then(() => names.join('')))),
    );
    expect(done).toEqual(['ab', 'ba', 'ca', 'bc']);
  });
});
