import { ODataError } from '../../errors/odataError.ts';

/** Most bytes of names and values of all headers together; a long token takes 4 KiB. */
const headerLimit = 16_384;

/** All but the tab (RFC 9110, 5.5). */
const control = /[^\t\x20-\x7e\x80-\xff]/;

/** Where the platform hands on what the caller wrote in Host. */
const hostNames: ReadonlySet<string> = new Set(['host', 'x-forwarded-host']);

/** A host and maybe a port (RFC 9110, 7.2; RFC 3986, 3.2.2): an address in brackets, or a name, which is not empty. */
const host = /^(?:\[[\w:.~%-]+\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})+)(?::\d{0,5})?$/i;

/** Gateways in a row make X-Forwarded-Host a list. */
function hostsIn(name: string, value: string): readonly string[] {
  return name.toLowerCase() === 'host' ? [value] : value.split(',').map((each) => each.trim());
}

/**
 * What is wrong with the head of a request that the platform has let through: its headers, names and values in turns, as
 * they came. Undefined when nothing is.
 */
export function messageFault(rawHeaders: readonly string[]): ODataError | undefined {
  let size = 0;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = [rawHeaders[at], rawHeaders[at + 1]];
    size += name.length + value.length;
    if (control.test(value)) {
      const message = `The header ${name} holds a control character; a value is made of visible characters, blanks and tabs.`;
      return new ODataError('invalidHeader', message, { target: name });
    }
    if (hostNames.has(name.toLowerCase()) && !hostsIn(name, value).every((each) => host.test(each))) {
      const message = 'The header Host is not the name or address of a host, with or without a port behind a colon.';
      return new ODataError('invalidHeader', message, { target: 'Host' });
    }
    if (name.toLowerCase() === 'expect' && value.toLowerCase() !== '100-continue') {
      const message = 'The only expectation that can be met is 100-continue; leave out the header Expect.';
      return new ODataError('expectationFailed', message, { target: 'Expect' });
    }
  }
  if (size <= headerLimit) return undefined;
  const message = `The headers have ${size} bytes together; ${headerLimit} are the most that is taken.`;
  return new ODataError('requestHeaderFieldsTooLarge', message);
}
