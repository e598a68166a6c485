/** The converter of the OASIS technical committee; the package has no types of its own. */
declare module 'odata-csdl' {
  export function xml2json(
    xml: string,
    options: { readonly annotations?: boolean; readonly strict?: boolean; readonly messages?: unknown[] },
  ): Readonly<Record<string, unknown>>;
}
