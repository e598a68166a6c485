/** Path segments that stand for every tenant: what is said of them is a template. */
const everyTenant: ReadonlySet<string> = new Set(['common', 'organizations']);

/** Issuer of the tokens of a tenant; for `common` and `organizations` with `{tenantid}` in its place, as Entra writes it. */
export function issuerOf(origin: string, segment: string, version: 1 | 2): string {
  const tenant = everyTenant.has(segment) ? '{tenantid}' : segment;
  return version === 1 ? `${origin}/${tenant}/` : `${origin}/${tenant}/v2.0`;
}
