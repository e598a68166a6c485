import { randomUUID } from 'node:crypto';
import { dateFrom } from './dateFrom.ts';
import type { TestApp } from './testApp.ts';

/** Path of the entity set. */
export const setPath = '/v1.0/office365ActiveUserCounts';

/** The body of the documented update (Microsoft Graph, "Update office365ActiveUserCounts"). */
export const documentedBody = {
  '@odata.type': '#microsoft.graph.office365ActiveUserCounts',
  reportRefreshDate: '2022-10-25',
  office365: 9,
  exchange: 8,
  oneDrive: 8,
  sharePoint: 10,
  skypeForBusiness: 0,
  yammer: 6,
  teams: 5,
  reportDate: '2022-10-19',
  reportPeriod: '7',
};

/** The properties of the documented body, in documented order. */
export const documentedProperties = Object.fromEntries(
  Object.entries(documentedBody).filter(([name]) => !name.includes('@')),
);

/** Every declared property with the value it has when nothing was given. */
export const emptyProperties = Object.fromEntries(Object.keys(documentedProperties).map((name) => [name, null]));

/** An id nobody else uses. */
export const newId = (): string => randomUUID();

let days = 0;

/** A day no other row of this file has. */
export const newDay = (): string => dateFrom('2000-12-31', (days += 1));

/** Path of an entity by key segment. */
export const pathOf = (id: string): string => `${setPath}/${id}`;

type Headers = Readonly<Record<string, string | undefined>>;

/** Requests to the entity set. A body that is text is sent as it is. */
export function reports(app: TestApp) {
  const send = async (method: string, path: string, body: unknown, headers: Headers = {}): Promise<Response> =>
    await app.fetch(path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    post: async (body: unknown, headers?: Headers) => await send('POST', setPath, body, headers),
    patch: async (id: string, body: unknown, headers?: Headers) => await send('PATCH', pathOf(id), body, headers),
    put: async (id: string, body: unknown, headers?: Headers) => await send('PUT', pathOf(id), body, headers),
    get: async (id: string, headers: Headers = {}) => await app.fetch(pathOf(id), { headers }),
    remove: async (id: string, headers: Headers = {}) => await app.fetch(pathOf(id), { method: 'DELETE', headers }),
    /** Stores the documented entity and returns its id, entity tag and JSON text as a GET shows it. */
    store: async (body: unknown = documentedBody): Promise<{ id: string; etag: string; text: string }> => {
      const id = newId();
      const response = await send('PATCH', pathOf(id), body);
      const text = await response.text();
      if (response.status !== 201) throw new Error(`The entity was not stored: ${text}`);
      return { id, etag: response.headers.get('etag') ?? '', text };
    },
    /** The JSON text of an entity; undefined when there is none. */
    stored: async (id: string): Promise<string | undefined> => {
      const response = await app.fetch(pathOf(id));
      const text = await response.text();
      if (response.status === 200) return text;
      if (response.status === 404) return undefined;
      throw new Error(`The entity could not be read: ${text}`);
    },
  };
}
