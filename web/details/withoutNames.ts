import type { ServiceClient } from '../api/createClient.ts';

/**
 * A client whose conditions stand in no address, where telemetry and logs would keep the names in them: it sends the options of
 * a query by POST to `/$query` (OData URL Conventions 4.01, 4.17), whose next links carry them in their token.
 */
export function withoutNames(client: ServiceClient): ServiceClient {
  return {
    async ask(asked) {
      const [path = '', options = ''] = asked.address.split('?', 2);
      if (asked.body !== undefined || !options.includes('$filter=')) return await client.ask(asked);
      return await client.ask({ ...asked, address: `${path}/$query`, options });
    },
  };
}
