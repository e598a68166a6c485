/**
 * `expect` makes each of its matchers in six forms whenever it is called, to use one of them: more than most statements cost by
 * themselves. Changed as it is compiled, it makes the one that is asked for.
 */
const whole = (name, end) => new RegExp(`^const ${name} = .*?^${end}$`, 'ms');

/** The function that is replaced, and what takes its place: the same forms, of the same functions beside it. */
const expectation = whole('expect', '};');
const lazily = `
const [lazyActual, lazyError] = [Symbol('actual'), Symbol('error')];
const lazyForm = (names, make) =>
  Object.create(
    Object.prototype,
    Object.fromEntries(
      names.map(name => [
        name,
        {
          configurable: true,
          enumerable: true,
          get() {
            const matcher = (0, _jestMatchersObject.getMatchers)()[name];
            return make(name, matcher, this[lazyActual], this[lazyError]);
          }
        }
      ])
    )
  );
const lazyOf = (form, actual, error) => {
  const made = Object.create(form);
  made[lazyActual] = actual;
  made[lazyError] = error;
  return made;
};
const leading = (form, name, target, makeError) =>
  Object.defineProperty(form, name, {
    configurable: true,
    enumerable: true,
    get() {
      return lazyOf(target, this[lazyActual], makeError ? new JestAssertionError() : this[lazyError]);
    }
  });
const lazyForms = names => {
  const throwing = isNot => (name, matcher, actual) => makeThrowingMatcher(matcher, isNot, '', actual);
  const settled = (make, isNot) => (name, matcher, actual, error) =>
    make(name, getPromiseMatcher(name, matcher) || matcher, isNot, actual, error);
  const form = lazyForm(names, throwing(false));
  leading(form, 'not', lazyForm(names, throwing(true)), false);
  for (const [word, make] of [['rejects', makeRejectMatcher], ['resolves', makeResolveMatcher]]) {
    const positive = lazyForm(names, settled(make, false));
    leading(positive, 'not', lazyForm(names, settled(make, true)), false);
    leading(form, word, positive, true);
  }
  return form;
};
let lazyExpectation;
const expect = (actual, ...rest) => {
  if (rest.length > 0) {
    throw new Error('Expect takes at most one argument.');
  }
  lazyExpectation ??= lazyForms(Object.keys((0, _jestMatchersObject.getMatchers)()));
  return lazyOf(lazyExpectation, actual, undefined);
};`;

/** What each matcher is handed, made of 30 functions whenever one is called. */
const utils = /const utils = (\{\n +\.\.\.matcherUtils,[^}]*\});/;

/** Where matchers are added: the forms are made anew. */
const extend = /^expect\.extend = matchers => (.*);$/m;

/** A look into the globals of a test file, of which each statement has six. */
const held = 'globalThis[JEST_MATCHERS_OBJECT].';
const symbol = /^const JEST_MATCHERS_OBJECT = .*$/m;

/** The code of `expect`, changed so; as it is where it is not what is known here. */
exports.lazyExpect = (code) => {
  const [, made] = utils.exec(code) ?? [];
  if (made === undefined || [expectation, extend, symbol].some((each) => !each.test(code))) return code;
  return code
    .replaceAll(held, 'lazyHeld().')
    .replace(
      symbol,
      (line) => `${line}\nlet lazyKnown;\nconst lazyHeld = () => (lazyKnown ??= globalThis[JEST_MATCHERS_OBJECT]);`,
    )
    .replace(utils, () => 'const utils = (lazyUtils ??= made());')
    .replace(extend, (_, add) => `expect.extend = matchers => (lazyExpectation = undefined, ${add});`)
    .replace(expectation, () => `let lazyUtils;\nconst made = () => (${made});${lazily}`);
};
