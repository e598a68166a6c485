/** An HTTP answer, documented or real. */
export interface Answer {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reads `HTTP/1.1 200 OK`, headers and body; of several answers in a text the last one. */
export function parseAnswer(text: string): Answer {
  const all = text.replaceAll('\r', '');
  const last = all.slice(all.lastIndexOf('\nHTTP/') + 1);
  const end = last.indexOf('\n\n');
  const [first = '', ...lines] = (end < 0 ? last : last.slice(0, end)).trim().split('\n');
  const status = Number(/^HTTP\/[\d.]+ (\d{3})/.exec(first)?.[1]);
  if (Number.isNaN(status)) throw new Error(`This is no answer of HTTP: ${text}`);
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { status, headers, body: end < 0 ? '' : last.slice(end).trim() };
}

/** Three dots in a documented text stand for anything. */
function isLike(documented: string, real: string): boolean {
  const parts = documented.split('...').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(real);
}

type Members = Readonly<Record<string, unknown>>;

/** Where a real value is not as documented; a member named `...` stands for others that are not shown. */
export function differences(documented: unknown, real: unknown, place = ''): readonly string[] {
  const differ = [`${place}: ${JSON.stringify(real)} is not as documented, ${JSON.stringify(documented)}`];
  if (typeof documented === 'string') return typeof real === 'string' && isLike(documented, real) ? [] : differ;
  if (typeof documented !== 'object' || documented === null) return documented === real ? [] : differ;
  if (typeof real !== 'object' || real === null) return differ;
  const [shown, found] = [documented as Members, real as Members];
  const more = '...' in shown ? [] : Object.keys(found).filter((name) => !(name in shown));
  return [
    ...more.map((name) => `${place}/${name} is not documented`),
    ...Object.entries(shown).flatMap(([name, value]) =>
      name === '...' ? [] : differences(value, found[name], `${place}/${name}`),
    ),
  ];
}

/** Where a real text is not as documented: as JSON when the documented one is JSON. */
export function textDifferences(documented: string, real: string): readonly string[] {
  if (/^[[{]/.test(documented)) return differences(JSON.parse(documented), JSON.parse(real));
  return differences(documented.trim(), real.replaceAll('\r', '').trim());
}

/** Where a real answer is not as documented: status, the headers that are shown, and the body if one is. */
export function answerDifferences(documented: Answer, real: Answer): readonly string[] {
  return [
    ...differences(documented.status, real.status, 'status'),
    ...differences({ ...documented.headers, '...': '' }, real.headers, 'headers'),
    ...(documented.body === '' ? [] : textDifferences(documented.body, real.body)),
  ];
}
