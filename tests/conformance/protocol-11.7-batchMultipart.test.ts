/**
 * OData Protocol 4.01, 11.7.7: batches in the multipart format, as the standard and real clients write them.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_MultipartBatchFormat
 */
import { multipartBatches } from '../support/batch.ts';
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { newId, reports } from '../support/reports.ts';

const set = 'office365ActiveUserCounts';

/** Lines with the line end of the standard. */
const lines = (...all: readonly string[]): string => all.join('\r\n');
const part = (...request: readonly string[]): string =>
  lines('--b', 'Content-Type: application/http', '', ...request, '');
const get = (url: string): string => part(`GET ${url} HTTP/1.1`, '', '');
const end = '--b--\r\n';
const inSet = (id: string | undefined, ...request: readonly string[]): string =>
  lines(
    '--c',
    'Content-Type: application/http',
    ...(id === undefined ? [] : [`Content-ID: ${id}`]),
    '',
    ...request,
    '',
  );
const changeSet = (...parts: readonly string[]): string =>
  lines('--b', 'Content-Type: multipart/mixed; boundary=c', '', `${parts.join('')}--c--`, '');
const write = (method: string, url: string, body: string): readonly string[] => [
  `${method} ${url} HTTP/1.1`,
  'Content-Type: application/json',
  '',
  body,
];

describeMatrix('11.7.7 multipart', (app) => {
  const batch = multipartBatches(app);
  const api = reports(app);

  test('requests and a change set, answered in the same structure', async () => {
    const [one, two] = [newId(), newId()];
    const answers = await batch.send(
      [
        part(...write('PATCH', `${set}('${one}')`, '{"teams":9007199254740993,"reportPeriod":"ä"}')),
        changeSet(
          inSet('1', ...write('POST', set, `{"id":"${two}","teams":2}`)),
          inSet('x', ...write('PATCH', '$1', '{"exchange":3}'), ''),
          inSet(undefined, `DELETE ${set}/${one} HTTP/1.1`, ''),
        ),
        get(`${set}/${two}`),
        end,
      ].join(''),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 0, 200]);
    const [patched, changes, read] = answers;
    expect(patched?.headers).toEqual({ 'Content-Type': 'application/http', 'Content-Transfer-Encoding': 'binary' });
    expect(patched?.body).toContain('"teams":9007199254740993,');
    expect(patched?.body).toContain('"reportPeriod":"ä"');
    expect(patched?.inner).toMatchObject({
      'Content-Type': 'application/json',
      'OData-Version': '4.0',
      'Content-Length': String(Buffer.byteLength(patched?.body ?? '')),
      Location: `${app.publicUrl}/v1.0/${set}('${one}')`,
    });
    expect(changes?.headers['Content-Type']).toMatch(/^multipart\/mixed; boundary=changesetresponse_[\w-]+$/);
    expect(changes?.parts?.map(({ status, headers }) => [status, headers['Content-ID']])).toEqual([
      [201, '1'],
      [200, 'x'],
      [204, undefined],
    ]);
    expect(changes?.parts?.[2]?.body).toBe('');
    expect(JSON.parse(read?.body ?? '')).toMatchObject({ teams: 2, exchange: 3 });
  });

  test('an empty change set is answered by a part with headers that holds none', async () => {
    const id = newId();
    const text = changeSet() + part(...write('PATCH', `${set}('${id}')`, '{"teams":1}')) + end;
    const answers = await batch.send(text);
    expect(answers.map(({ status }) => status)).toEqual([0, 201]);
    const [empty] = answers;
    expect(empty?.headers).toEqual({
      'Content-Type': expect.stringMatching(/^multipart\/mixed; boundary=changesetresponse_[\w-]+$/) as unknown,
    });
    expect(empty?.parts).toEqual([]);
  });

  test('a change set that fails is answered by one error, and nothing of it is written', async () => {
    const id = newId();
    const answers = await batch.send(
      changeSet(
        inSet('1', ...write('PATCH', `${set}/${id}`, '{"teams":1}')),
        inSet('2', ...write('PATCH', `${set}/${id}`, '{"nobody":1}')),
        inSet('3', ...write('PATCH', `${set}/${id}`, '{}')),
      ) + end,
    );
    expect(answers.map(({ status }) => status)).toEqual([400]);
    expect(answers[0]?.parts).toBeUndefined();
    expect(answers[0]?.body).toMatch(/^\{"error":.*nobody/);
    expect(await api.stored(id)).toBeUndefined();
  });

  test.each(['GET', 'get'])('%s has no place in a change set', async (method) => {
    const id = newId();
    const answers = await batch.send(
      changeSet(inSet('1', ...write('PATCH', `${set}/${id}`, '{}')), inSet('2', `${method} ${set} HTTP/1.1`, '')) + end,
    );
    expect(answers.map(({ status }) => status)).toEqual([400]);
    expect(answers[0]?.body).toMatch(/holds changes only/);
    expect(await api.stored(id)).toBeUndefined();
  });

  test('the first failure ends the batch, unless it is to go on', async () => {
    const id = newId();
    const text = [get(`${set}/${id}`), part(...write('PATCH', `${set}/${id}`, '{}')), get(set), end].join('');
    expect((await batch.send(text)).map(({ status }) => status)).toEqual([404]);
    expect((await batch.send(text, { Prefer: 'odata.continue-on-error=false' })).map(({ status }) => status)).toEqual([
      404,
    ]);
    expect(await api.stored(id)).toBeUndefined();
    const on = await batch.raw(text, { Prefer: 'odata.continue-on-error' });
    expect(on.headers.get('preference-applied')).toBe('odata.continue-on-error=true');
    expect((await on.text()).match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 201', 'HTTP/1.1 200']);
  });

  test('Content-ID is returned, and may be referred to by later parts', async () => {
    const id = newId();
    const withId = (name: string, ...request: readonly string[]): string =>
      lines('--b', 'Content-Type: application/http', `Content-ID: ${name}`, '', ...request, '');
    const answers = await batch.send(
      [
        changeSet(inSet('1', ...write('POST', set, `{"id":"${id}","teams":4}`))),
        withId('r', 'GET $1/teams/$value HTTP/1.1', '', ''),
        withId('p', 'GET $9 HTTP/1.1', '', ''),
        end,
      ].join(''),
    );
    expect(
      answers.slice(1).map(({ status, headers, body }) => [status, headers['Content-ID'], body.slice(0, 8)]),
    ).toEqual([
      [200, 'r', '4'],
      [400, 'p', '{"error"'],
    ]);
  });

  test('urls: absolute, rooted at the host, rooted at the service, relative', async () => {
    const { id } = await api.store();
    const urls = [
      `${app.publicUrl}/v1.0/${set}/${id}`,
      `/v1.0/${set}('${id}')`,
      `/${set}/${id}`,
      `reports/${set}(${id})`,
    ];
    const answers = await batch.send(urls.map(get).join('') + end);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  test.each([
    // @odata/client, Syncfusion, UI5, and a client that does not ask.
    'application/json',
    'application/json, text/javascript, */*; q=0.01',
    'multipart/mixed',
    undefined,
  ])('answered as multipart under Accept: %s', async (Accept) => {
    const answers = await batch.send(get(set) + end, { Accept });
    expect(answers.map(({ status }) => status)).toEqual([200]);
  });

  test.each([
    ['bare line feeds', (text: string) => text.replaceAll('\r\n', '\n')],
    [
      'blanks behind header values and delimiters',
      (text: string) => text.replaceAll(/(HTTP\/1.1|http|json|--b|--c)\r\n/g, '$1  \r\n'),
    ],
    ['no blank behind colons', (text: string) => text.replaceAll(': ', ':')],
    [
      'Content-Id among the inner headers',
      (text: string) =>
        text
          .replace('Content-ID: 1\r\n', '')
          .replace('Content-Type: application/json', 'Content-Id: 1\r\nContent-Type: application/json'),
    ],
    ['a preamble and an epilogue', (text: string) => `any text\r\n${text}Group ID: $auto`],
    [
      'Content-Transfer-Encoding and a message type',
      (text: string) =>
        text.replaceAll('application/http', 'application/http; msgtype=request\r\nContent-Transfer-Encoding: binary'),
    ],
    ['no protocol version', (text: string) => text.replaceAll(' HTTP/1.1', '')],
    ['a quoted boundary', (text: string) => text.replace('boundary=c', 'boundary="c"')],
    [
      'folded headers',
      (text: string) => text.replace('multipart/mixed; boundary=c', 'multipart/mixed;\r\n boundary=c'),
    ],
    ['an empty line before the request line', (text: string) => text.replaceAll('\r\n\r\nP', '\r\n\r\n\r\nP')],
  ])('tolerates %s', async (_case, change) => {
    const id = newId();
    const text = [
      changeSet(
        inSet('1', ...write('PATCH', `${set}/${id}`, '{"teams":1}')),
        inSet('2', ...write('PATCH', '$1', '{"exchange":2}')),
      ),
      part(`GET ${set}?$filter=id eq '${id}'&$select=teams,exchange HTTP/1.1`, 'Accept: application/json', '', ''),
      end,
    ].join('');
    const [changes, read] = await batch.send(change(text));
    expect(changes?.parts?.map(({ status, headers }) => [status, headers['Content-ID']])).toEqual([
      [201, '1'],
      [200, '2'],
    ]);
    expect(JSON.parse(read?.body ?? '')).toMatchObject({ value: [{ teams: 1, exchange: 2 }] });
  });

  test.each([
    ['no boundary', get(set) + end, { 'Content-Type': 'multipart/mixed' }],
    ['another boundary', get(set) + end, { 'Content-Type': 'multipart/mixed; boundary=d' }],
    ['cut off', get(set), {}],
    ['a part of another type', `--b\r\nContent-Type: text/plain\r\n\r\nGET x\r\n${end}`, {}],
    ['a part without type', `--b\r\n\r\nGET x\r\n${end}`, {}],
    ['a change set without boundary', `--b\r\nContent-Type: multipart/mixed\r\n\r\n${end}`, {}],
    ['a change set that is cut off', `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\n${end}`, {}],
    [
      'a change set in a change set',
      changeSet('--c\r\nContent-Type: multipart/mixed; boundary=e\r\n\r\n--e--\r\n') + end,
      {},
    ],
    ['a Content-ID twice', changeSet(inSet('1', 'DELETE x', ''), inSet('1', 'DELETE y', '')) + end, {}],
    ['nothing', '', {}],
  ])('the batch as a whole is refused: %s', async (_case, text, headers) => {
    await expectError(await batch.raw(text, headers), 'invalidRequest', { message: /Nothing was carried out/ });
  });

  test('limits', async () => {
    const deletes = Array.from({ length: 101 }, (_, at) => inSet(String(at), `DELETE ${set}/x HTTP/1.1`, ''));
    await expectError(await batch.raw(changeSet(...deletes) + end), 'batchRequestLimitExceeded');
    await expectError(await batch.raw(get(set) + end + 'x'.repeat(4 * 1024 * 1024)), 'maxFileSizeExceeded');
  });

  test('a part that is not valid in itself fails alone', async () => {
    const bad = ['GET', '', 'TRACE / HTTP/1.1', 'POST $batch HTTP/1.1'].map((line) => part(line, '', ''));
    const answers = await batch.send(bad.join('') + get(set) + end, { Prefer: 'continue-on-error' });
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 200]);
  });
});
