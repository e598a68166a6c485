import { browserRemedy, findBrowser } from './findBrowser.ts';

/** What tests with a browser miss here, if they do: it is no part of the packages. */
export function missingBrowser(): string | undefined {
  return findBrowser() === undefined ? browserRemedy : undefined;
}
