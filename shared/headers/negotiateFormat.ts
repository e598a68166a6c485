import { ODataError } from '../errors/odataError.ts';
import { parseMediaType, splitList, type MediaType } from './mediaType.ts';

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

/** Parameters of application/json, one row each: the values that are understood (JSON Format 4.01, section 3). */
const jsonParameters: Readonly<Record<string, readonly string[]>> = {
  'odata.metadata': ['none', 'minimal', 'full'],
  metadata: ['none', 'minimal', 'full'],
  ieee754compatible: ['true', 'false'],
  'odata.streaming': ['true', 'false'],
  streaming: ['true', 'false'],
  charset: ['utf-8'],
};

const otherParameters: typeof jsonParameters = { charset: ['utf-8'] };

/** The spelling of parameters in a Content-Type. */
const spelling: Readonly<Record<string, string>> = { ieee754compatible: 'IEEE754Compatible' };

function parameterAllowed(name: FormatName, parameter: string, value: string): boolean {
  const allowed = name === 'json' ? jsonParameters : otherParameters;
  return Object.hasOwn(allowed, parameter) && allowed[parameter]?.includes(value.toLowerCase()) === true;
}

/** The format a media range asks for, if the service can produce it with all the parameters given. */
function toFormat(name: FormatName, range: MediaType): Format | undefined {
  const essence = essences[name];
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

function covers(range: string, essence: string): boolean {
  return range === essence || range === '*/*' || range === `${essence.slice(0, essence.indexOf('/'))}/*`;
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

/** Quality of a media range, 0 to 1 (RFC 9110, 12.4.2); a malformed one counts as 1. */
function quality(range: MediaType): number {
  const q = range.parameters.get('q');
  return q !== undefined && /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q) ? Number(q) : 1;
}

/** How formats of equal quality are told apart. */
export interface Ties {
  /** The default wins over a format that is named; else the more specific range decides (RFC 9110, 12.5.1). */
  readonly byDefault: boolean;
}

/** The first format that a range of one quality asks for and the service can produce. */
function fromRanges(
  ranges: readonly MediaType[],
  offers: readonly FormatName[],
  { byDefault }: Ties,
): Format | undefined {
  const bySpecificity = [...ranges].sort((a, b) => Number(a.essence.includes('*')) - Number(b.essence.includes('*')));
  const pairs = byDefault
    ? offers.flatMap((offer) => bySpecificity.map((range) => [offer, range] as const))
    : bySpecificity.flatMap((range) => offers.map((offer) => [offer, range] as const));
  for (const [offer, range] of pairs) {
    const format = covers(range.essence, essences[offer]) ? toFormat(offer, range) : undefined;
    if (format !== undefined) return format;
  }
  return undefined;
}

function fromAccept(accept: string, offers: readonly FormatName[], ties: Ties): Format | undefined {
  const ranges = splitList(accept).flatMap((item) => parseMediaType(item) ?? []);
  const excluded = new Set(ranges.filter((range) => quality(range) === 0).map((range) => range.essence));
  const left = offers.filter((offer) => !excluded.has(essences[offer]));
  const qualities = [...new Set(ranges.map(quality))].filter((each) => each > 0).sort((a, b) => b - a);
  for (const each of qualities) {
    const format = fromRanges(
      ranges.filter((range) => quality(range) === each),
      left,
      ties,
    );
    if (format !== undefined) return format;
  }
  return undefined;
}

/**
 * Chooses the format of the answer among `offers`, the first of which is the default; without offers there is no content to
 * have a format, and nothing to refuse: `$format` wins over Accept (Protocol 4.01, 8.2.1 and 11.2.12). Those of `newer` are
 * offers too, but not in the version of the answer (8.2.7): where there are any, Accept has no say, which is a leniency to
 * clients that ask for one and read another. Throws a 406 when none fits.
 */
export function negotiateFormat(
  accept: string | null,
  formatOption: string | undefined,
  offers: readonly FormatName[],
  newer: readonly FormatName[] = [],
  ties: Ties = { byDefault: false },
): Format {
  if (offers.length === 0) return plain('json');
  const left = offers.filter((offer) => !newer.includes(offer));
  if (formatOption !== undefined) {
    const name = formatOption.toLowerCase();
    const short = Object.hasOwn(shortNames, name) ? shortNames[name] : undefined;
    const range = parseMediaType(short === undefined ? formatOption : essences[short]);
    const offer = left.find((each) => essences[each] === range?.essence);
    const format = range === undefined || offer === undefined ? undefined : toFormat(offer, range);
    return format ?? refuse(left, '$format', newer);
  }
  const given = accept === null || accept.trim() === '' || newer.length > 0 ? '*/*' : accept;
  const [preferred] = left;
  if (given === '*/*' && preferred !== undefined) return plain(preferred);
  // What is text and nothing else goes to clients that ask for JSON everywhere, too.
  const isTextAsJson = offers.every((offer) => offer === 'text') && fromAccept(given, ['json'], ties) !== undefined;
  const wanted = isTextAsJson ? '*/*' : given;
  return fromAccept(wanted, left, ties) ?? refuse(left, 'Accept');
}
