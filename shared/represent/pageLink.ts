import type { Address } from '../bind/boundQuery.ts';

/** Characters a query may hold that encodeURIComponent escapes all the same; unescaped, links stay readable. */
const readable: Readonly<Record<string, string>> = {
  '%24': '$',
  '%2C': ',',
  '%3A': ':',
  '%40': '@',
  '%2F': '/',
  '%3D': '=',
};

function encode(option: string): string {
  const equals = option.indexOf('=');
  const name = encodeURIComponent(equals < 0 ? option : option.slice(0, equals));
  const value = equals < 0 ? '' : `=${encodeURIComponent(option.slice(equals + 1))}`;
  return (name + value).replace(/%(?:24|2C|3A|40|2F|3D)/g, (code) => readable[code] ?? code);
}

/** The absolute link to the next page: the same request with a `$skiptoken` (Protocol 4.01, 11.2.6.7). */
export function pageLink(serviceRoot: string, { path, options }: Address, skiptoken: string): string {
  return `${serviceRoot}${path}?${[...options.map(encode), `$skiptoken=${skiptoken}`].join('&')}`;
}
