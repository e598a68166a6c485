import { hash } from 'node:crypto';
import { nameForms } from './nameForms.ts';

/** The SHA-256, in hexadecimal, of a tenant and a form of a name (see `nameForms`). */
export function nameDigest(tenant: string, form: string): string {
  return hash('sha256', `${tenant.toLowerCase()} ${form}`);
}

/** The digests of all forms of names, each once. */
export function digestsOf(tenant: string, names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap(nameForms).map((form) => nameDigest(tenant, form)))];
}
