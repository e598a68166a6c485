import { ODataError } from '../errors/odataError.ts';
import { parseMediaType, splitList, type MediaType } from './mediaType.ts';

/** A media range of Accept, its weight apart from its parameters (RFC 9110, 12.5.1). */
export interface AcceptRange extends MediaType {
  /** 0 to 1; 0 for what is not acceptable. */
  readonly quality: number;
  /** Where it stands in the header, from 0. */
  readonly place: number;
}

const anything: AcceptRange = { essence: '*/*', parameters: new Map(), quality: 1, place: 0 };

/** Wildcards stand for a subtype, or for all there is. */
const misplacedWildcard = /^\*\/(?!\*$)/;

/** A weight; more digits than RFC 9110, 12.4.2, allows, and `.2` for `0.2`, are read too: Java's own client writes it. */
const weight = /^(?:\d+(?:\.\d*)?|\.\d+)$/;

function qualityOf({ parameters }: MediaType): number | undefined {
  const text = parameters.get('q') ?? '1';
  return weight.test(text) && Number(text) <= 1 ? Number(text) : undefined;
}

/** Most ranges of Accept, the malformed ones counted: browsers send ten at most. */
const mostRanges = 100;

/**
 * Reads Accept. A range that is malformed is passed over; when none is left, as when there was none, anything is
 * acceptable. Throws a 400 for more ranges than anybody needs: each is held against each format.
 */
export function acceptRanges(accept: string | null): readonly AcceptRange[] {
  const items = splitList(accept ?? '');
  if (items.length > mostRanges) {
    throw new ODataError(
      'invalidHeader',
      `The header Accept has ${items.length} media ranges; ${mostRanges} are the most that are read.`,
      { target: 'Accept' },
    );
  }
  const ranges = items.flatMap((item, place): readonly AcceptRange[] => {
    const range = parseMediaType(item);
    const quality = range && qualityOf(range);
    if (range === undefined || quality === undefined || misplacedWildcard.test(range.essence)) return [];
    const parameters = new Map([...range.parameters].filter(([name]) => name !== 'q'));
    return [{ essence: range.essence, parameters, quality, place }];
  });
  return ranges.length === 0 ? [anything] : ranges;
}
