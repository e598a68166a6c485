import { setPath } from './reports.ts';

const long = 'a'.repeat(3000);
const both = 'concat(@a,concat(@a,id))';

function many(count: number, text: (at: number) => string, between: string): string {
  return Array.from({ length: count }, (_each, at) => text(at)).join(between);
}

const columns = many(60, (at) => `${both} as c${at}`, ',');
const needles = many(40, () => `contains(${both},@n)`, ' or ');

/** Requests of a few kilobytes, by callers who may read, that ask for more work than good ones do: each an address. */
export const hostileReads: readonly string[] = [
  `${setPath}?@a='${long}'&$compute=${columns}`,
  `${setPath}?@a='${long}'&@n='${'a'.repeat(1500)}b${'a'.repeat(1400)}'&$filter=${needles}`,
  `${setPath}?@a='${long}'&$filter=${many(40, () => `tolower(toupper(${both})) eq 'b'`, ' or ')}`,
  `${setPath}?@d='${'1'.repeat(3000)}'&$filter=${many(40, () => 'cast(concat(@d,id),Edm.Decimal) eq 1', ' or ')}`,
  `${setPath}?$search=${many(500, (at) => `t${at}`, ' OR ')}`,
  `${setPath}?$orderby=reportDate,teams&$skip=600000`,
  `${setPath}?@a='${long}'&$orderby=${many(20, () => `tolower(${both})`, ',')}`,
  `${setPath}?@a='${long}'&$apply=compute(${both} as c)/groupby((c),aggregate(c with max as m))`,
  `${setPath}?@a='${long}'&$compute=${columns}&$format=csv`,
].map((address) => address.replaceAll(' ', '%20'));
