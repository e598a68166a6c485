import { authorise } from '../auth/permission/authorise.ts';
import { authoriseDetails } from '../auth/permission/authoriseDetails.ts';
import { authoriseRegister } from '../auth/permission/authoriseRegister.ts';
import type { Caller } from '../auth/permission/caller.ts';
import type { BoundQuery } from '../bind/bound/boundQuery.ts';
import type { Resource } from '../bind/bound/resource.ts';
import { typesRead } from '../bind/bound/typesRead.ts';

/**
 * The rule over the types a bound request is about, by its path and by its options, before storage is asked: details take what
 * opens them, the register its app role, and every other set the permission to read.
 *
 * @param access that of the operation, which was looked at
 */
export function authoriseTypes(caller: Caller, access: string, resource: Resource, query: BoundQuery): void {
  const types = typesRead(resource, query);
  const namesOf = (some: typeof types): readonly string[] => some.map(({ name }) => name);
  authoriseRegister(caller, namesOf(types.filter(({ isRegister }) => isRegister === true)));
  if (access === 'forget' && types.some(({ isRegister }) => isRegister !== true)) authorise(caller, 'read');
  authoriseDetails(caller, namesOf(types.filter(({ shape }) => shape === 'detail')));
}
