import type { Address } from '../bind/bound/boundQuery.ts';
import { linkUrl } from '../bind/bound/linkUrl.ts';

/** The absolute link to the next page: the same request with a `$skiptoken` (Protocol 4.01, 11.2.6.7). */
export function pageLink(serviceRoot: string, address: Address, skiptoken: string): string {
  return linkUrl(serviceRoot, address, '$skiptoken', skiptoken);
}
