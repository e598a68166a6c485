import type { Address } from './boundQuery.ts';

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

/** The absolute URL of an address, with a further option that needs no escaping, such as `$skiptoken=...`. */
export function addressUrl(serviceRoot: string, { path, options }: Address, further?: string): string {
  const query = [...options.map(encode), ...(further === undefined ? [] : [further])].join('&');
  return `${serviceRoot}${path}${query === '' ? '' : `?${query}`}`;
}
