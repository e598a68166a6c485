// What a test file leaves to the next one in the same process, as tests/support/beforeFile.cjs has it ended before each file.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { createRequire as CreateRequire } from 'node:module';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

const { createRequire } = process.getBuiltinModule('node:module') as { createRequire: typeof CreateRequire };
const file = path.join(__dirname, '..', 'support', 'testProcess.cjs');
// That of the process: jest's own `require` would give this file one of its own.
const { endStorages } = createRequire(file)(file) as { endStorages: () => void };

afterEach(() => void jest.restoreAllMocks());

describe('storages of asynchronous context', () => {
  test('one that a file has left is ended before the next, and can be begun again', () => {
    const storage = new AsyncLocalStorage<string>();
    storage.enterWith('left behind');
    expect(storage.getStore()).toBe('left behind');
    endStorages();
    expect(storage.getStore()).toBeUndefined();
    expect(storage.run('again', () => storage.getStore())).toBe('again');
    endStorages();
  });

  describe('that jest makes for the test that runs', () => {
    const make = vm.runInThisContext('(Storage) => new Storage()', {
      filename: '/node_modules/jest-circus/build/some.js',
    }) as (storage: typeof AsyncLocalStorage) => Pick<AsyncLocalStorage<string>, 'run' | 'getStore'>;

    // Each storage that follows promises leaves a sign of its own in each; what still runs of an earlier file may have begun one.
    test('follows no promise, which any other does up to Node.js 22', () => {
      const signs = (): number => Object.getOwnPropertySymbols(Promise.resolve()).length;
      const others = signs();
      expect(make(AsyncLocalStorage).run('test', signs as () => never)).toBe(others);
      // From Node.js 24 on contexts are kept elsewhere.
      const isTold = Number.parseInt(process.versions.node, 10) < 24;
      expect(new AsyncLocalStorage<string>().run('test', signs) > others).toBe(isTold);
      endStorages();
    });

    test('is told by its package, which alone of jest makes one', () => {
      const modules = path.join(__dirname, '../../node_modules');
      const makers = readdirSync(modules)
        .filter((name) => name === 'jest' || name.startsWith('jest-'))
        .filter((name) => {
          const build = path.join(modules, name, 'build');
          const files = existsSync(build) ? readdirSync(build).filter((each) => each.endsWith('.js')) : [];
          return files.some((each) => readFileSync(path.join(build, each), 'utf8').includes('AsyncLocalStorage'));
        });
      expect(makers).toEqual(['jest-circus']);
    });

    test('holds until what runs has ended, one within the other', async () => {
      const storage = make(AsyncLocalStorage);
      expect(storage).not.toBeInstanceOf(AsyncLocalStorage);
      const seen: unknown[] = [];
      const outer = storage.run('test', async () => {
        seen.push(storage.getStore());
        await storage.run('hook', async () => {
          await Promise.resolve();
          seen.push(storage.getStore());
        });
        seen.push(storage.getStore());
        return 'result';
      });
      expect(await outer).toBe('result');
      expect([...seen, storage.getStore()]).toEqual(['test', 'hook', 'test', undefined]);
    });

    test('ends with what fails, at once or later', async () => {
      const storage = make(AsyncLocalStorage);
      const fail = (): never => {
        throw new Error('as meant');
      };
      expect(() => storage.run('one', fail)).toThrow('as meant');
      expect(storage.getStore()).toBeUndefined();
      await expect(storage.run('other', async () => await Promise.reject(new Error('as meant')))).rejects.toThrow();
      expect(storage.getStore()).toBeUndefined();
    });
  });
});

describe('modules that are compiled for each file anew', () => {
  const filename = '/some/module.js';
  /** Compiles as jest does: in the globals of a test file. */
  const compile = (code: string, globals: object = {}, name = filename): ((given: object) => unknown) =>
    vm.compileFunction(code, ['given'], { filename: name, parsingContext: vm.createContext({ ...globals }) }) as never;

  /** What is read from now on, until the test ends. */
  function watchReading(): readonly string[] {
    const texts: string[] = [];
    const { Script } = vm;
    jest.spyOn(vm, 'Script').mockImplementation((code, options) => {
      texts.push(code);
      return new Script(code, options);
    });
    return texts;
  }

  test('the code is read once, and runs in the globals of each', () => {
    const read = watchReading();
    const code = 'given.mine = whose; return () => whose;';
    const [one, other] = [compile(code, { whose: 'one' }), compile(code, { whose: 'other' })];
    // jest may compile modules of its own meanwhile.
    expect(read.filter((text) => text.includes(code))).toHaveLength(1);
    const given = { mine: '' };
    expect([(one(given) as () => string)(), given.mine]).toEqual(['one', 'one']);
    expect([(other(given) as () => string)(), given.mine]).toEqual(['other', 'other']);
  });

  test('of a file that has changed the new code is taken, and of another with the same code its own', () => {
    expect([compile('return 1')({}), compile('return 2')({}), compile('return 1')({})]).toEqual([1, 2, 1]);
    const where = 'return new Error("here").stack';
    expect([compile(where, {}, '/a.js')({}), compile(where, {}, '/b.js')({})]).toEqual([
      expect.stringContaining('/a.js:1:8'),
      expect.stringContaining('/b.js:1:8'),
    ]);
  });

  test.each([
    ['a test file, which comes once', 'return 3', '/some/other.test.ts'],
    ['code that imports as it runs', 'return typeof (() => import("node:fs")) && 3', filename],
  ])('%s is left to Node.js', (_, code, name) => {
    const read = watchReading();
    expect([compile(code, {}, name)({}), compile(code, {}, name)({})]).toEqual([3, 3]);
    expect(read.filter((text) => text.includes(code))).toEqual([]);
  });

  test('what is no code fails as it would without', () => {
    expect(() => compile('return ]')).toThrow(/^Unexpected token/);
  });
});
