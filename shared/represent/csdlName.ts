/** Alias of the namespace, as Microsoft Graph's own metadata has it. */
export const alias = 'graph';

/** A name of the schema as the metadata writes it, qualified by the alias (CSDL 4.01, section 15.2). */
export function csdlName(name: string): string {
  return `${alias}.${name}`;
}
