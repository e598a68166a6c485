import { ODataError } from '../errors/odataError.ts';
import { acceptRanges, type AcceptRange } from './acceptRanges.ts';
import { parseMediaType, type MediaType } from './mediaType.ts';

/** The amount of control information in JSON (JSON Format 4.01, section 3.1). */
export type MetadataLevel = 'none' | 'minimal' | 'full';

/** The formats the service can produce. */
export type FormatName = 'json' | 'xml' | 'csv' | 'text' | 'multipart';

/** The format of an answer. */
export interface Format {
  readonly name: FormatName;
  readonly metadata: MetadataLevel;
  readonly ieee754Compatible: boolean;
  /** What the Content-Type repeats: the parameters that were asked for. */
  readonly contentType: string;
}

const essences: Readonly<Record<FormatName, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  csv: 'text/csv',
  text: 'text/plain',
  multipart: 'multipart/mixed',
};

const shortNames: Readonly<Record<string, FormatName>> = { json: 'json', xml: 'xml', csv: 'csv' };

/** Parameters of a media type, one row each: the values that are understood. */
type Parameters = Readonly<Record<string, readonly string[]>>;

const encoded: Parameters = { charset: ['utf-8'] };

/**
 * What may be said of each format; anything else is refused (Protocol 4.01, 8.2.1). Those of JSON: JSON Format 4.01, section 3;
 * its exponents may be asked for and need not be written. Those of CSV: RFC 4180, section 3.
 */
const parametersOf: Readonly<Record<FormatName, Parameters>> = {
  json: {
    ...encoded,
    'odata.metadata': ['none', 'minimal', 'full'],
    metadata: ['none', 'minimal', 'full'],
    ieee754compatible: ['true', 'false'],
    exponentialdecimals: ['true', 'false'],
    'odata.streaming': ['true', 'false'],
    streaming: ['true', 'false'],
  },
  csv: { ...encoded, header: ['present'] },
  xml: encoded,
  text: encoded,
  multipart: encoded,
};

/** The spelling of parameters in a Content-Type. */
const spelling: Readonly<Record<string, string>> = {
  ieee754compatible: 'IEEE754Compatible',
  exponentialdecimals: 'ExponentialDecimals',
};

function parameterAllowed(name: FormatName, parameter: string, value: string): boolean {
  const allowed = parametersOf[name];
  return Object.hasOwn(allowed, parameter) && allowed[parameter]?.includes(value.toLowerCase()) === true;
}

/** A format under a media type it can be sent as. */
interface Offer {
  readonly name: FormatName;
  readonly essence: string;
}

/** The format a media range asks for, if the service can produce it with all the parameters given. */
function toFormat({ name, essence }: Offer, range: MediaType): Format | undefined {
  let contentType = essence;
  for (const [parameter, value] of range.parameters) {
    if (parameter === 'q') continue;
    if (range.essence !== essence || !parameterAllowed(name, parameter, value)) return undefined;
    contentType += `;${spelling[parameter] ?? parameter}=${value.toLowerCase()}`;
  }
  const { parameters } = range;
  const metadata = (
    parameters.get('odata.metadata') ??
    parameters.get('metadata') ??
    'minimal'
  ).toLowerCase() as MetadataLevel;
  const ieee754Compatible = parameters.get('ieee754compatible')?.toLowerCase() === 'true';
  return { name, metadata, ieee754Compatible, contentType };
}

/** A format as it is when nothing is said about it. */
function plain(name: FormatName): Format {
  return { name, metadata: 'minimal', ieee754Compatible: false, contentType: essences[name] };
}

function namesOf(formats: readonly FormatName[]): string {
  return formats.map((format) => essences[format]).join(' or ');
}

function refuse(offers: readonly FormatName[], target: string, newer: readonly FormatName[] = []): never {
  const otherwise = newer.length === 0 ? '' : `, or send OData-MaxVersion: 4.01, which has ${namesOf(newer)}`;
  throw new ODataError(
    'invalidAcceptType',
    `The answer cannot be given in the format asked for by ${target}; ask for ${namesOf(offers)}${otherwise}.`,
    { target },
  );
}

/** What the choice of a format depends on besides Accept. */
export interface FormatRule {
  /**
   * What decides between equal qualities: the order of the offers, the order of the ranges, or, unless it is said, how
   * specific the ranges are (RFC 9110, 12.5.1).
   */
  readonly ties?: 'offered' | 'listed' | 'specific';
  /** Other media types a format may be asked for by; it is then sent as what it was asked for by. */
  readonly aliases?: Readonly<Partial<Record<FormatName, readonly string[]>>>;
}

/** A format that can be given, and the range that asks for it. */
interface Candidate {
  readonly format: Format;
  readonly range: AcceptRange;
  /** Its place among the offers. */
  readonly offer: number;
}

const isWildcard = ({ essence }: MediaType): boolean => essence.endsWith('/*');

/** What is compared between equal qualities, the smaller first. */
const ranks: Readonly<Record<NonNullable<FormatRule['ties']>, (candidate: Candidate) => readonly number[]>> = {
  offered: ({ offer, range }) => [offer, Number(isWildcard(range)), range.place],
  listed: ({ range, offer }) => [range.place, offer],
  specific: ({ range, offer }) => [Number(isWildcard(range)), range.place, offer],
};

/**
 * The forms of an offer that ranges ask for, each with the most specific range that matches it (RFC 9110, 12.5.1): the
 * parameters of JSON make a form of its own, the plain one is what wildcards match.
 */
function candidatesOf(offer: Offer, at: number, ranges: readonly AcceptRange[]): readonly Candidate[] {
  const forms = new Map<string, Candidate>();
  const type = offer.essence.slice(0, offer.essence.indexOf('/'));
  // The most specific one first; of two alike the one of higher quality.
  const matching = [
    ...ranges
      .filter(({ essence }) => essence === offer.essence)
      .sort((a, b) => b.parameters.size - a.parameters.size || b.quality - a.quality),
    ...ranges.filter(({ essence }) => essence === `${type}/*`),
    ...ranges.filter(({ essence }) => essence === '*/*'),
  ];
  for (const range of matching) {
    const format = toFormat(offer, range);
    if (format === undefined) continue;
    const form = `${format.metadata} ${String(format.ieee754Compatible)}`;
    if (!forms.has(form)) forms.set(form, { format, range, offer: at });
  }
  return [...forms.values()];
}

function fromAccept(
  ranges: readonly AcceptRange[],
  offers: readonly FormatName[],
  { ties = 'specific', aliases = {} }: FormatRule,
): Format | undefined {
  const own = offers.map((name) => ({ name, essence: essences[name] }));
  const others = offers.flatMap((name) => (aliases[name] ?? []).map((essence) => ({ name, essence })));
  const candidates = [...own, ...others]
    .flatMap((offer, at) => candidatesOf(offer, at, ranges))
    .filter(({ range }) => range.quality > 0);
  const keys = (candidate: Candidate): readonly number[] => [-candidate.range.quality, ...ranks[ties](candidate)];
  const order = (a: Candidate, b: Candidate): number => {
    const [left, right] = [keys(a), keys(b)];
    return left.map((key, index) => key - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
  };
  return candidates.sort(order)[0]?.format;
}

function fromOption(option: string, offers: readonly FormatName[], { aliases = {} }: FormatRule): Format | undefined {
  const name = option.toLowerCase();
  const short = Object.hasOwn(shortNames, name) ? shortNames[name] : undefined;
  const range = parseMediaType(short === undefined ? option : essences[short]);
  if (range === undefined) return undefined;
  const offer = offers.find((each) => [essences[each], ...(aliases[each] ?? [])].includes(range.essence));
  return offer === undefined ? undefined : toFormat({ name: offer, essence: range.essence }, range);
}

/**
 * Chooses the format of the answer among `offers`, the first of which is the default; without offers there is no content to
 * have a format, and nothing to refuse: `$format` wins over Accept (Protocol 4.01, 8.2.1 and 11.2.12). Each format has the
 * quality of the most specific range that matches it. Those of `newer` are offers too, but not in the version of the answer
 * (8.2.7): where there are any, Accept has no say, which is a leniency to clients that ask for one and read another. Throws a
 * 406 when none fits.
 */
export function negotiateFormat(
  accept: string | null,
  formatOption: string | undefined,
  offers: readonly FormatName[],
  newer: readonly FormatName[] = [],
  rule: FormatRule = {},
): Format {
  if (offers.length === 0) return plain('json');
  const left = offers.filter((offer) => !newer.includes(offer));
  if (formatOption !== undefined) return fromOption(formatOption, left, rule) ?? refuse(left, '$format', newer);
  const given = newer.length > 0 ? null : accept;
  const [preferred] = left;
  if ((given === null || given === '*/*') && preferred !== undefined) return plain(preferred);
  const ranges = acceptRanges(given);
  // What is text and nothing else goes to clients that ask for JSON everywhere, too.
  const isTextAsJson = offers.every((offer) => offer === 'text') && fromAccept(ranges, ['json'], rule) !== undefined;
  const wanted = isTextAsJson ? acceptRanges(null) : ranges;
  return fromAccept(wanted, left, rule) ?? refuse(left, 'Accept');
}
