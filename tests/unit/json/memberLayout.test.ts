import { MemberLayout } from '../../../shared/json/memberLayout.ts';
import { readJson } from '../../../shared/json/readJson.ts';

const parsed = (text: string): unknown => JSON.parse(JSON.stringify(readJson(text), undefined, 1));

// Objects behind the first of an array are read by its names, whatever comes: what comes out is what JSON says.
test.each([
  ['the same names', '[{"a":"1","b":"2"},{"a":"3","b":"4"},{"a":null,"b":true}]'],
  ['fewer', '[{"a":"1","b":"2","c":"3"},{"a":"4"},{},{"a":"5","b":"6"}]'],
  ['more', '[{"a":"1"},{"a":"2","b":"3"},{"a":"4"}]'],
  ['another order', '[{"a":"1","b":"2"},{"b":"3","a":"4"},{"a":"5","b":"6"}]'],
  ['others in the middle', '[{"a":"1","b":"2","c":"3"},{"a":"4","x":"5","c":"6"},{"a":"7","b":"8","c":"9"}]'],
  ['numbers as names, which stand first', '[{"b":"1","7":"2"},{"b":"3","7":"4"},{"7":"5","b":"6"}]'],
  [
    'names of every object',
    '[{"__proto__":"1","constructor":"2"},{"__proto__":"3","constructor":"4"},{"__proto__":"5"}]',
  ],
  ['names that need escapes', '[{"\\"":"1","\\u0041":"2"},{"\\"":"3","\\u0041":"4"},{"\\"":"5","A":"6"}]'],
  ['blanks between', '[{"a":"1","b":"2"},{ "a" : "3" ,\n"b":"4"},{"a" :"5","b": "6"}]'],
  ['arrays in objects in arrays', '[{"a":[{"b":"1"},{"b":"2"}]},{"a":[{"c":"3"},{"c":"4"}]},{"a":{"b":"5"}}]'],
  ['something else first', '[1,{"a":"1"},{"a":"2"},null,{"b":"3"}]'],
  ['nothing first', '[{},{"a":"1"},{"a":"2"}]'],
  ['names that begin alike', '[{"ab":"1","abc":"2"},{"abc":"3","ab":"4"},{"a":"5","abc":"6"}]'],
])('an array of objects: %s', (_name, text) => {
  const expected: unknown = JSON.parse(text.replace('[1,', '["1",'));
  expect(parsed(text.replace('[1,', '["1",'))).toEqual(expected);
  for (const item of readJson(text) as readonly object[]) {
    if (typeof item === 'object' && (item as unknown) !== null && !Array.isArray(item)) {
      expect(Object.getPrototypeOf(item)).toBeNull();
    }
  }
});

test.each([
  ['[{"a":1,"b":2},{"a":3,"a":4}]', /'1\/a'.* occurs twice/],
  ['[{"a":1,"b":2},{"b":3,"b":4}]', /'1\/b'.* occurs twice/],
  ['[{"a":1,"b":2},{"a":3,"b":4,"a":5}]', /'1\/a'.* occurs twice/],
  ['[{"a":1,"b":2},{"a":3,"b":4,}]', /'1\/b'.*member name/],
  ['[{"a":1,"b":2},{"a":3,"b":x}]', /'1\/b'.*JSON value/],
  ['[{"a":1,"b":2},{"a":3', /'1\/a'.*comma or the end/],
])('what is wrong with an object behind the first is told of its place: %s', (text, message) => {
  expect(() => readJson(text)).toThrow(message);
});

test('an object of very many names is no layout for small ones behind it', () => {
  const ofMany = (names: number) => Object.fromEntries(Array.from({ length: names }, (_, at) => [`n${at}`, `${at}`]));
  expect(MemberLayout.of(ofMany(100))?.names).toHaveLength(100);
  const made = jest.spyOn(MemberLayout.prototype, 'make');
  for (const [names, times] of [
    [100, 20],
    [101, 0],
    [5000, 0],
  ] as const) {
    made.mockClear();
    const items = [ofMany(names), ...Array.from({ length: 20 }, (_, n0) => ({ n0: `${n0}` }))];
    expect(parsed(JSON.stringify(items))).toEqual(items);
    expect([names, made.mock.calls.length]).toEqual([names, times]);
  }
  made.mockRestore();
});
