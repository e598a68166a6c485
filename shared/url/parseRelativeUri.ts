import { ODataError } from '../errors/odataError.ts';
import { arrivingPath } from './path/arrivingPath.ts';
import { arrivingQuery } from './query/arrivingQuery.ts';
import { parseQueryOptions } from './query/parseQueryOptions.ts';
import { parseResourcePath } from './path/parseResourcePath.ts';
import type { QueryOption, ResourceSegment } from './syntax/syntaxTree.ts';

/** A request URL below the service root. */
export interface RelativeUri {
  readonly segments: readonly ResourceSegment[];
  readonly options: readonly QueryOption[];
}

interface Restriction {
  readonly allowed: ReadonlySet<QueryOption['name']>;
  readonly required?: QueryOption['name'];
}

const formatOnly: Restriction = { allowed: new Set(['format', 'custom']) };

/** The options these resources take; others take any (ABNF batchOptions, metadataOptions, entityOptions). */
const restrictions: Partial<Record<ResourceSegment['segment'], Restriction>> = {
  batch: formatOnly,
  metadata: formatOnly,
  entity: { allowed: new Set(['id', 'format', 'custom']), required: 'id' },
};

/** With a type behind it `$entity` also takes these (ABNF entityCastOptions). */
const castOptions: ReadonlySet<QueryOption['name']> = new Set(['expand', 'select']);

function checkOptions(segments: readonly ResourceSegment[], options: readonly QueryOption[]): void {
  const [first] = segments;
  const restriction = first && restrictions[first.segment];
  if (first === undefined || restriction === undefined) {
    return;
  }
  const stray = options.find(
    ({ name }) => !restriction.allowed.has(name) && !(segments.length > 1 && castOptions.has(name)),
  );
  if (stray !== undefined) {
    throw new ODataError('invalidQueryOption', `$${first.segment} does not take the query option $${stray.name}.`, {
      target: `$${stray.name}`,
    });
  }
  const { required } = restriction;
  if (required !== undefined && !options.some(({ name }) => name === required)) {
    throw new ODataError('invalidQueryOption', `$${first.segment} needs the query option $${required}.`, {
      target: `$${required}`,
    });
  }
}

/**
 * Parses path and query of a request below the service root, both still percent-encoded, and checks that `$batch`,
 * `$metadata` and `$entity` have only the options the grammar gives them (ABNF odataRelativeUri). Throws what
 * `parseResourcePath` and `parseQueryOptions` throw.
 */
export function parseRelativeUri(path: string, rawQuery: string): RelativeUri {
  const segments = parseResourcePath(path);
  const options = parseQueryOptions(rawQuery);
  checkOptions(segments, options);
  return { segments, options };
}

/**
 * Parses what a URL in a body or an option says below the service root, as if it had come the way of a request: the platform
 * rewrites addresses (`arrivingPath`), and the same address means the same wherever it stands.
 */
export function parseSentUri(uri: string): RelativeUri {
  const [path = '', ...query] = uri.split('?');
  return parseRelativeUri(arrivingPath(`/${path}`).slice(1), arrivingQuery(query.join('?')));
}
