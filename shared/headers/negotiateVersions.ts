import { ODataError } from '../errors/odataError.ts';

/** The protocol versions the service speaks. */
export type ODataVersion = '4.0' | '4.01';

/** What the headers say about versions (Protocol 4.01, 5.1.4 and 8.1.5). */
export interface Versions {
  /** Version of the answer: 4.0 unless OData-MaxVersion allows 4.01. */
  readonly response: ODataVersion;
  /** Version by which the body of the request is read. */
  readonly payload: ODataVersion;
  /** True when the request says OData-Version: 4.01 itself. */
  readonly explicit401: boolean;
  /** True when OData-MaxVersion rules 4.01 out, rather than leaving the version to the service. */
  readonly only40: boolean;
}

function refuse(header: string, value: string, right: string): never {
  throw new ODataError('unsupportedODataVersion', `The header ${header} is '${value.slice(0, 20)}'; ${right}.`, {
    target: header,
  });
}

/** The version in a header, without the name of the sender that OData 3 allowed behind it: `4.0` of `4.0;NetFx`. */
function versionIn(value: string | null): string | undefined {
  return value?.replace(/;\s*[\w.+-]+\s*$/, '').trim();
}

/** Reads OData-Version and OData-MaxVersion; throws a 400 for versions the service cannot honour. */
export function negotiateVersions(headers: { get(name: string): string | null }): Versions {
  const version = versionIn(headers.get('odata-version'));
  const maximum = versionIn(headers.get('odata-maxversion'));
  if (version !== undefined && version !== '' && version !== '4.0' && version !== '4.01') {
    refuse('OData-Version', version, 'bodies of version 4.0 and 4.01 are understood');
  }
  let response: ODataVersion = '4.0';
  let only40 = false;
  if (maximum !== undefined && maximum !== '') {
    if (!/^\d{1,9}\.\d{1,19}$/.test(maximum))
      refuse('OData-MaxVersion', maximum, 'it must be a version such as 4.0 or 4.01');
    if (Number(maximum) < 4) refuse('OData-MaxVersion', maximum, 'the service answers in version 4.0 or 4.01');
    only40 = Number(maximum) < 4.01;
    if (!only40) response = '4.01';
  }
  return { response, payload: version === '4.01' ? '4.01' : '4.0', explicit401: version === '4.01', only40 };
}
