const repeat = (text: string, times: number): string => text.repeat(times);

/** Query options as people write them. */
export const typical: Readonly<Record<string, string>> = {
  'one comparison': "$filter=reportPeriod eq '7'",
  'equality and range': "$filter=reportPeriod eq '7' and reportDate ge 2026-01-01",
  'with a function': "$filter=contains(tolower(reportPeriod),'7') or office365 gt 20",
  encoded: '$filter=reportPeriod%20eq%20%277%27%20and%20reportDate%20ge%202026-01-01',
  'in and not': "$filter=reportPeriod in ('7','30') and not (exchange lt 5)",
  'whole query': "$filter=reportPeriod eq '7'&$orderby=reportDate desc&$select=id,exchange&$top=50&$count=true",
};

/** Each is far beyond what a person would write. */
export const hostile: Readonly<Record<string, string>> = {
  '10,000 parentheses': `$filter=${repeat('(', 10_000)}a eq 1${repeat(')', 10_000)}`,
  '4,000 parentheses': `$filter=${repeat('(', 4_000)}a eq 1${repeat(')', 4_000)}`,
  '100 parentheses': `$filter=${repeat('(', 100)}a eq 1${repeat(')', 100)}`,
  '2,000 times not': `$filter=${repeat('not ', 2_000)}a`,
  '100 kB of or': `$filter=a eq 1${repeat(' or a eq 1', 10_000)}`,
  '800 times or': `$filter=a eq 1${repeat(' or a eq 1', 800)}`,
  '2,000 times add': `$filter=1${repeat(' add 1', 2_000)} eq 1`,
  '1,300 times add': `$filter=1${repeat(' add 1', 1_300)} eq 1`,
  '100 kB in list': `$filter=a in (1${repeat(',1', 50_000)})`,
  '4,000 in list': `$filter=a in (1${repeat(',1', 4_000)})`,
  '50 kB without closing quote': `$filter=a eq '${repeat('x', 50_000)}`,
  '8,000 quotes': `$filter=a eq ${repeat("'", 8_000)}`,
  '8,001 quotes': `$filter=a eq ${repeat("'", 8_001)}`,
  '1,500 nested objects': `$filter=a eq ${repeat('{"a":', 1_500)}`,
  '4,000 nested arrays': `$filter=a in ${repeat('[', 4_000)}`,
  '2,000 nested expands': `$expand=${repeat('a($expand=', 800)}`,
  '8,000 digits': `$filter=a eq ${repeat('1', 8_000)}`,
  'long duration': `$filter=a eq duration'PT${repeat('1', 8_000)}'`,
  'long binary': `$filter=a eq binary'${repeat('A', 8_001)}'`,
  'long name': `$filter=${repeat('a', 8_000)} eq 1`,
  'long path': `$filter=a${repeat('/a', 4_000)} eq 1`,
  'many calls': `$filter=${repeat('tolower(', 1_000)}a`,
  'many lambdas': `$filter=${repeat('a/any(b:', 1_000)}`,
  'many searches': `$search=${repeat('NOT ', 2_000)}`,
  'many search parentheses': `$search=${repeat('(a ', 2_700)}`,
  'many transformations': `$apply=${repeat('concat(', 1_000)}`,
  '50,000 options': repeat('a=1&', 50_000),
  blanks: `$filter=a${repeat(' ', 8_000)}`,
};
