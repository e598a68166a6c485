import { ODataError } from '../../../shared/errors/odataError.ts';
import { negotiateFormat } from '../../../shared/headers/negotiateFormat.ts';

const failure = (action: () => unknown): number => {
  try {
    action();
  } catch (error) {
    if (error instanceof ODataError) return error.status;
    throw error;
  }
  return 0;
};

describe('Accept', () => {
  const offers = ['json', 'xml'] as const;
  test.each([
    [null, 'json', 'minimal'],
    ['', 'json', 'minimal'],
    ['*/*', 'json', 'minimal'],
    ['application/*;q=0.1', 'json', 'minimal'],
    ['application/xml', 'xml', 'minimal'],
    ['application/xml,application/json;q=0.9', 'xml', 'minimal'],
    ['application/json;q=0,*/*', 'xml', 'minimal'],
    ['application/json;odata.metadata=none', 'json', 'none'],
    ['application/json;METADATA=Full', 'json', 'full'],
    ['application/json;odata=verbose;q=1,application/json;q=0.5', 'json', 'minimal'],
    ['application/*;q=0.5,application/xml;q=0.6', 'xml', 'minimal'],
    ['application/*;q=0.5,application/json;q=0.4', 'xml', 'minimal'],
    ['*/*,application/*;q=0.5,application/json;q=0.4', 'xml', 'minimal'],
    ['application/json;q=0,application/json;odata.metadata=full', 'json', 'full'],
    ['application/json;odata.metadata=full;q=0,application/json', 'json', 'minimal'],
    ['application/json;odata.metadata=none;q=0.2,*/*', 'json', 'minimal'],
    ['application/json;q=0.3,application/json;charset=utf-8;q=0.1,application/xml;q=0.2', 'xml', 'minimal'],
    // Java's own client.
    ['text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', 'json', 'minimal'],
    // Malformed ranges are passed over; none left is none given.
    ['application/octet-streamapplication/json', 'json', 'minimal'],
    ['json, xml', 'json', 'minimal'],
    ['*/json;q=1, application/xml;q=0.1', 'xml', 'minimal'],
    ['application/json;evil, application/xml;q=0.1', 'xml', 'minimal'],
    ['application/json;q=2, application/xml;q=0.1', 'xml', 'minimal'],
    ['application/json;q=high, application/xml;q=0.1', 'xml', 'minimal'],
    [';;,', 'json', 'minimal'],
    [
      'application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7',
      'json',
      'minimal',
    ],
  ])('%s', (accept, name, metadata) => {
    expect(negotiateFormat(accept, undefined, offers)).toMatchObject({ name, metadata });
  });

  test.each([
    'text/html;q=1',
    'application/json;odata.metadata=verbose',
    'application/json;IEEE754Compatible=maybe',
    'application/json;ExponentialDecimals=1',
    'application/json;version=4.01',
    'application/json;header=present',
    'application/json;q=0',
    'image/*',
  ])('406 for %s', (accept) => {
    expect(failure(() => negotiateFormat(accept, undefined, ['json']))).toBe(406);
  });

  test.each([['application/json'], ['application/json;odata.metadata=full'], ['text/html'], ['*/*'], [null]])(
    'a format of a newer version is not given whatever Accept says: %s',
    (accept) => {
      expect(negotiateFormat(accept, undefined, ['json', 'xml'], ['json'])).toMatchObject({
        name: 'xml',
        contentType: 'application/xml',
      });
      expect(negotiateFormat(accept, 'xml', ['json', 'xml'], ['json']).name).toBe('xml');
      expect(failure(() => negotiateFormat(accept, 'json', ['json', 'xml'], ['json']))).toBe(406);
    },
  );

  test('the Content-Type repeats what was asked for', () => {
    expect(
      negotiateFormat('application/json;odata.metadata=minimal;ieee754compatible=TRUE;q=0.3', undefined, ['json']),
    ).toEqual({
      name: 'json',
      metadata: 'minimal',
      ieee754Compatible: true,
      contentType: 'application/json;odata.metadata=minimal;IEEE754Compatible=true',
    });
  });

  test.each([
    ['application/json;exponentialdecimals=True', 'application/json;ExponentialDecimals=true'],
    [
      'application/json;ExponentialDecimals=false;metadata=none',
      'application/json;ExponentialDecimals=false;metadata=none',
    ],
    ['text/csv;header=absent, text/csv;header=present;q=0.1', 'text/csv;header=present'],
  ])('every parameter of the standards can be asked for: %s', (accept, contentType) => {
    expect(negotiateFormat(accept, undefined, ['json', 'csv'])).toMatchObject({ contentType });
    expect(negotiateFormat(null, contentType, ['json', 'csv'])).toMatchObject({ contentType });
  });

  test('$format wins over Accept, takes short names, and refuses the rest', () => {
    expect(negotiateFormat('application/json', 'xml', offers).name).toBe('xml');
    expect(negotiateFormat('text/html', 'JSON', offers).name).toBe('json');
    expect(negotiateFormat(null, 'application/json;odata.metadata=full', offers).metadata).toBe('full');
    for (const wrong of ['text/html', 'application/json;evil', 'atom', '*/*']) {
      expect(failure(() => negotiateFormat(null, wrong, offers))).toBe(406);
    }
  });
});

test('the default wins a tie where it is asked to', () => {
  const chosen = (accept: string) => negotiateFormat(accept, undefined, ['xml', 'json'], [], { ties: 'offered' }).name;
  expect(chosen('application/json, text/plain, */*')).toBe('xml');
  expect(chosen('application/*;q=0.5, application/xml;q=0.4')).toBe('json');
  expect(chosen('application/json, */*;q=0.8')).toBe('json');
  expect(chosen('application/json')).toBe('json');
  expect(chosen('application/xml;q=0.5, application/json;q=0.6')).toBe('json');
});

test('a number is text whatever is asked for', () => {
  expect(negotiateFormat('application/json', undefined, ['text']).contentType).toBe('text/plain');
});

describe('a file that has other names', () => {
  const rule = { ties: 'listed', aliases: { csv: ['application/octet-stream', 'text/plain'] } } as const;
  const chosen = (accept: string | null, option?: string) =>
    negotiateFormat(accept, option, ['csv', 'json'], [], rule).contentType;
  test.each([
    [null, 'text/csv'],
    ['', 'text/csv'],
    ['*/*', 'text/csv'],
    ['text/*', 'text/csv'],
    ['application/*', 'application/json'],
    ['application/octet-stream', 'application/octet-stream'],
    ['text/plain', 'text/plain'],
    // The Microsoft Graph SDKs for .NET, Python and Go.
    ['application/octet-stream, application/json', 'application/octet-stream'],
    ['application/json, application/octet-stream', 'application/json'],
    // Angular, axios, browsers.
    ['application/json, text/plain, */*', 'application/json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/csv'],
    ['*/*, application/json', 'text/csv'],
    ['application/octet-stream;q=0.5, application/json', 'application/json'],
    ['application/json;q=0.5, */*;q=0.8', 'text/csv'],
    ['application/json;q=0.9, application/*', 'application/octet-stream'],
    ['text/plain;q=0, text/*', 'text/csv'],
    ['text/csv;q=0.1, application/json;odata.metadata=none;q=0.2', 'application/json;odata.metadata=none'],
    ['application/octet-streamapplication/json', 'text/csv'],
  ])('Accept: %s is answered as %s', (accept, type) => {
    expect(chosen(accept)).toBe(type);
  });

  test('406 for what is none of its names', () => {
    for (const accept of ['text/html', 'application/xml, image/*', 'application/json;q=0']) {
      expect(failure(() => chosen(accept))).toBe(406);
    }
  });

  test('$format takes them, too', () => {
    expect(chosen('application/json', 'application/octet-stream')).toBe('application/octet-stream');
    expect(failure(() => negotiateFormat(null, 'application/octet-stream', ['json', 'csv']))).toBe(406);
  });
});
