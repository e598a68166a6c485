import { office365ActiveUserDetail as users } from '../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import type { StorageScope, Store } from '../../shared/store/contract/store.ts';

/** The ids of all users and their sign-in names, in the order of the ids. */
export async function peopleIn(store: Store, scope: StorageScope): Promise<(readonly [id: string, name: unknown])[]> {
  const found: (readonly [string, unknown])[] = [];
  for await (const page of store.scan(scope, users, { orderby: [] }))
    found.push(...page.map(({ id, userPrincipalName }) => [id as string, userPrincipalName] as const));
  return found.sort(([one], [other]) => (one < other ? -1 : 1));
}
