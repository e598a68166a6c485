/** True when a request says by itself which versions of OData its sender speaks, in OData-Version or OData-MaxVersion. */
export function namesVersion(headers: { get(name: string): string | null }): boolean {
  return ['odata-version', 'odata-maxversion'].some((name) => headers.get(name) !== null);
}
