import type { EntityType } from '../../shared/edm/entityType.ts';
import type { TestApp } from './testApp.ts';

const json = { 'Content-Type': 'application/json' };

/** Stores an example of a type as whoever may: under which id it stands, and the headers with which it is reached. */
export async function storedExample(app: TestApp, type: EntityType | undefined, example: unknown) {
  if (type === undefined) return { id: '', headers: {} };
  const body = JSON.stringify(example);
  if (type.isRegister !== true) {
    await app.fetch(`/v1.0/${type.name}('an-id')`, { method: 'PUT', headers: json, body });
    return { id: 'an-id', headers: {} };
  }
  const token = app.sign({ claims: { scp: undefined, idtyp: 'app', roles: ['Reports.Forget.All'] } });
  const headers = { Authorization: `Bearer ${token}` };
  const response = await app.fetch(`/v1.0/${type.name}`, { method: 'POST', headers: { ...headers, ...json }, body });
  return { id: ((await response.json()) as { readonly id: string }).id, headers };
}
