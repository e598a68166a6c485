import type { Leniency } from '../../../local/docs/clause.ts';

const shownBy = (...tests: readonly string[]): Leniency['shownBy'] => [['leniencies', ...tests]];

/** What the service accepts although the standard would let it refuse it. */
export const leniencies: readonly Leniency[] = [
  {
    accepted: '`graph.` for `microsoft.graph.` in URLs and in `@odata.type`',
    reason: 'Microsoft Graph\u2019s own metadata has it as an alias; here it has none, because many clients read none.',
    shownBy: shownBy('the alias of Microsoft Graph for the namespace'),
  },
  {
    accepted: '`$metadata` under OData-MaxVersion: 4.0 with an Accept that does not allow XML, answered in XML',
    reason: 'breeze and others ask for JSON everywhere and read XML; CSDL JSON exists in 4.01 only.',
    shownBy: [['protocol-11.1-metadataRequests', '%s']],
  },
  {
    accepted: 'a slash behind the path',
    reason: 'Excel and many libraries write the service root, and more, with one.',
    shownBy: shownBy('a slash behind the path'),
  },
  {
    accepted: '`/V1.0` for `/v1.0`',
    reason: 'The platform routes irrespective of case, and Microsoft Graph does.',
    shownBy: shownBy('the service root in any case'),
  },
  {
    accepted: 'Accept: application/json alone for `/$count` and `/$value`, answered as text',
    reason: 'The SAP Cloud SDK asks for JSON whatever it reads.',
    shownBy: [['protocol-11.2.6.5-count', 'is text, whatever else is accepted besides']],
  },
  {
    accepted: '`%24filter` for `$filter`',
    reason: 'HTTP libraries encode the dollar sign.',
    shownBy: shownBy('an encoded dollar sign'),
  },
  {
    accepted: '`+` for a blank',
    reason:
      'HTML forms and many libraries write blanks so; clients have to write the sign itself as `%2B` (Protocol 4.01, 13.3).',
    shownBy: shownBy('a plus sign for a blank'),
  },
  {
    accepted: 'an unencoded `+` as the sign of an exponent, `1e+3`',
    reason: 'It arrives as a blank; where a number stands it can mean nothing else.',
    shownBy: shownBy('an unencoded plus sign in an exponent'),
  },
  {
    accepted: 'blanks behind commas and inside parentheses',
    reason: 'Written by hand, and by Graph\u2019s own examples.',
    shownBy: shownBy('blanks behind commas', 'blanks in the parentheses of a key'),
  },
  {
    accepted: '`not(...)` without a blank',
    reason: 'Graph\u2019s own examples write it that way.',
    shownBy: shownBy('not directly before a parenthesis'),
  },
  {
    accepted: '`20L`, `20M`, `20D`, `20F`',
    reason: 'The suffixes of OData 2 and 3, which clients still send.',
    shownBy: shownBy('the suffixes of numbers in OData 2 and 3'),
  },
  {
    accepted: 'nothing between two `&`',
    reason: 'Clients that join options leave it behind.',
    shownBy: shownBy('empty query options'),
  },
  {
    accepted: "`set(id='x')`",
    reason: 'The name of a key of one part may be left out; some clients never do.',
    shownBy: shownBy('the name of the key'),
  },
  {
    accepted: '`set(a346dbc0-dbc0-a346-c0db-46a3c0db46a3)`',
    reason: 'Clients that take the id for an `Edm.Guid` do not quote it; as a string key it has no other meaning.',
    shownBy: shownBy('a GUID without quotes as key'),
  },
  {
    accepted: "an unencoded `/` between quotes, `set('a/b')`, `@k='a/b'`",
    reason: 'Clients do not encode it. The ABNF refuses the first; the second it takes for an encoded one.',
    shownBy: [
      ['leniencies', 'an unencoded slash between quotes'],
      ['protocol-keys', 'a slash between quotes is read, though it should be encoded'],
    ],
  },
  {
    accepted: 'semicolons between preferences',
    reason: 'Graph\u2019s own examples separate them so.',
    shownBy: [
      ['leniencies', 'semicolons between preferences'],
      ['protocol-preferences', '%s is tolerated'],
    ],
  },
  {
    accepted: 'preferences that are unknown or apply to nothing, such as `return` on a batch; they are ignored',
    reason:
      'RFC 7240, 2, wants it so, against the SHOULD of Protocol 4.01, 8.2.8.7; Syncfusion prefers `return=representation` of every batch.',
    shownBy: [
      ['leniencies', 'preferences that are unknown or apply to nothing'],
      ['json-19-batch', 'preferences that are about one request, or unknown, are ignored (RFC 7240, 2)'],
    ],
  },
  {
    accepted: '`"5"` for 5: a string of digits for Int64, without `IEEE754Compatible=true` too',
    reason: 'The SAP Cloud SDK writes every Int64 so and does not say it. What an answer has follows Accept alone.',
    shownBy: [
      ['leniencies', 'digits in quotes for Int64'],
      ['json-int64', 'a string of digits is read under Content-Type: %s, in every body'],
    ],
  },
  {
    accepted: '`"00:00:00"` for `"PT0S"`, and `"1.02:03:04"` for `"P1DT2H3M4S"`: durations by a clock in JSON bodies',
    reason:
      'Sample answers of Microsoft Graph’s documentation have durations by a clock, and .NET writes those longer than a day with the days in front. They are strings of JSON, in quotes, as those of OData are. Answers have the form of OData, as Graph’s CSV does.',
    shownBy: [['leniencies', 'a duration by a clock, %s']],
  },
  {
    accepted: 'a byte order mark in front of a JSON body',
    reason: 'Windows tools write it; RFC 8259, 8.1, lets a reader ignore it.',
    shownBy: [['protocol-bodies', 'a byte order mark in front is passed over (RFC 8259, 8.1)']],
  },
  {
    accepted: '`4.0;NetFx` for `4.0` in OData-Version and OData-MaxVersion',
    reason: 'OData 3 let a client add its name; older clients of Microsoft still do.',
    shownBy: [['protocol-versions', '%s of older Microsoft clients is 4.0']],
  },
  {
    accepted:
      'ranges of `Accept` that are malformed; they are passed over, and when none is left anything is acceptable',
    reason:
      'A batch of the Microsoft Graph SDK for JavaScript joins two into `application/octet-streamapplication/json`.',
    shownBy: shownBy('malformed ranges of Accept'),
  },
  {
    accepted: 'a weight in `Accept` without its zero or with more digits, `q=.2`',
    reason: 'HttpURLConnection of Java writes it.',
    shownBy: shownBy('a weight without its zero'),
  },
  {
    accepted: '`multipart/mixed` in the `Accept` of a request of a batch; it counts for nothing there',
    reason: '@odata/client copies the headers of the batch into its requests.',
    shownBy: shownBy('multipart in the Accept of a part'),
  },
  {
    accepted: 'control information with or without `odata.`, types with or without `#`, under either version',
    reason: 'Clients copy what they read; there is no other meaning.',
    shownBy: [['protocol-versions', 'control information is read in both spellings under %s']],
  },
  {
    accepted: 'unknown parameters in ranges of `Accept` that are not chosen',
    reason: 'Power Query offers `odata=minimalmetadata` of OData 3 beside the ranges of 4.0.',
    shownBy: [['json-13-collections', 'Accept: %s is answered as %s']],
  },
  {
    accepted: 'URLs in `$batch` that are absolute, or rooted at the host or at the service, of the own host only',
    reason: 'Every client library has its own way.',
    shownBy: [
      ['protocol-11.7-batchMultipart', 'urls: absolute, rooted at the host, rooted at the service, relative'],
      ['protocol-11.7-batchSecurity', 'batches and callers'],
    ],
  },
  {
    accepted: 'multipart with bare line feeds, without blanks behind colons, and the like',
    reason: 'OpenUI5 and others write it so; the standard asks receivers to be tolerant.',
    shownBy: [['protocol-11.7-batchMultipart', 'tolerates %s']],
  },
  {
    accepted: 'application/json with any charset parameter that is UTF-8, and bodies in gzip',
    reason: 'OpenUI5 names the charset; Kiota compresses.',
    shownBy: [['protocol-bodies', '%s is read', '%s is inflated']],
  },
  {
    accepted: 'parameters of a Content-Type that are unknown; they are passed over, where those of Accept are 406',
    reason:
      'Clients name the version or the verbosity of OData 3 there; a body is read by OData-Version and means the same.',
    shownBy: shownBy('unknown parameters of a Content-Type'),
  },
  {
    accepted: 'a POST whose `id` is null, as one without id',
    reason: 'Microsoft.OData.Client sends every property of an entity it inserts, the key too.',
    shownBy: [['protocol-create', 'an id that is null is none']],
  },
];
