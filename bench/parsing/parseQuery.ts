import { parseQueryOptions } from '../../shared/url/query/parseQueryOptions.ts';

/** Parses query options so many times. */
export function parseQuery(query: string, times: number): void {
  for (let round = 0; round < times; round += 1) {
    try {
      parseQueryOptions(query);
    } catch {
      // How it is refused is what tests are about.
    }
  }
}
