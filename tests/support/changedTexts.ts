/** What may stand at a place of the JSON in a token: values of other kinds, names, keys of rows, and what is none of these. */
const pieces = [
  ...['', '0', '-1', '9', '1.5', '1e9', '99999999999999999999', 'null', 'true', '"', '"x"', '[]', '{}', '"!'],
  ...['\\ud800', '\u0001', '/', '~', '!', '%'],
  ...['sorted', 'after', 'at', 'merged', 'before', 'run', 'rows', 'i1_', 'i4_=7!', 'c_', 'e_'],
  ...['"z":0,', '"z":1000,', '"n":999,', '"s":"1.5",', '"t":5,', '"w":9e99,', '"k":"c_x",', '"l":-1,'],
  '"a":"2024-01-05_",',
];

/** Whole numbers below a bound, the same for the same seed. */
export function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** A JSON text changed at one place, seldom at more: a value of another kind, a digit, a name, a piece cut or doubled. */
export function changedText(text: string, draw: (below: number) => number): string {
  const at = draw(text.length + 1);
  const once = text.slice(0, at) + (pieces[draw(pieces.length)] ?? '') + text.slice(at + draw(5));
  return draw(4) === 0 ? changedText(once, draw) : once;
}
