import { ODataError } from '../../errors/odataError.ts';
import { packOptions } from '../../url/query/packedOptions.ts';
import { addressUrl } from './addressUrl.ts';
import type { Address } from './boundQuery.ts';

/** Longest link in bytes: the platform takes URLs of 8,192, and what stands before it takes less. */
const maxLink = 4_000;

/** What of it is kept for the address of the service and for the token. */
const reserved = 1_400;

type TokenName = '$skiptoken' | '$deltatoken';

/** The options of an address as they stand in a URL. */
function queryOf({ options }: Address): string {
  return addressUrl('', { path: '', options }).slice(1);
}

function packed({ path }: Address, query: string, name: TokenName, token: string): string {
  return addressUrl('', { path, options: [] }, `${name}=${packOptions(query, token)}`);
}

/** True when the address fits into a link, plain or with its options deflated. */
export function fitsLink(address: Address): boolean {
  const query = queryOf(address);
  const room = maxLink - reserved;
  return (
    (address.isHidden !== true && address.path.length + query.length <= room) ||
    packed(address, query, '$skiptoken', '').length <= room
  );
}

/** Throws a 400 unless the address fits into a link; to be called before anything is read for an answer that may need one. */
export function checkLink(address: Address): void {
  if (fitsLink(address)) return;
  throw new ODataError(
    'invalidQueryOption',
    'The options are too long for the link to the next page; ask for at most 1,000 rows with $top, which needs none, or for less.',
    { target: '$top' },
  );
}

/**
 * The absolute URL of an address with a token, of at most 4,000 bytes: where the plain options are longer, or came
 * in a body, they go into the token. Throws a 400 when what the rows are sorted by is too long for that.
 */
export function linkUrl(serviceRoot: string, address: Address, name: TokenName, token: string): string {
  const plain = addressUrl(serviceRoot, address, `${name}=${token}`);
  if (address.isHidden !== true && plain.length <= maxLink) return plain;
  const short = serviceRoot + packed(address, queryOf(address), name, token);
  if (short.length <= maxLink) return short;
  throw new ODataError(
    'invalidQueryOption',
    'The values the rows are sorted by are too long for the link to the next page; sort by something shorter, such as ' +
      'substring(x,0,50), or ask for at most 1,000 rows with $top, which needs no link.',
    { target: '$orderby' },
  );
}
