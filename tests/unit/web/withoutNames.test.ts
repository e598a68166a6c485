/** What is searched for stands in no address. */
import type { Asked, ServiceClient } from '../../../web/api/createClient.ts';
import { withoutNames } from '../../../web/details/withoutNames.ts';

async function sentFor(asked: Pick<Asked, 'address'> & Partial<Asked>): Promise<Asked | undefined> {
  let sent: Asked | undefined;
  const client: ServiceClient = {
    async ask(given) {
      sent = given;
      return await Promise.resolve(new Response());
    },
  };
  await withoutNames(client).ask({ accept: 'text/csv', signal: new AbortController().signal, ...asked });
  return sent;
}

test('a query with a condition goes by /$query, whatever is asked of it', async () => {
  const options = `$filter=${encodeURIComponent("contains(tolower(displayName),'ada?')")}&$orderby=displayName`;
  expect(
    await sentFor({ address: `/v1.0/reports/getX(period='D7')?${options}`, prefer: 'maxpagesize=25' }),
  ).toMatchObject({
    address: "/v1.0/reports/getX(period='D7')/$query",
    options,
    accept: 'text/csv',
    prefer: 'maxpagesize=25',
  });
});

test.each(['/v1.0/reports/getX()', '/v1.0/a?$orderby=displayName', '/v1.0/a?$skiptoken=z.abc.1-2'])(
  'what holds no condition stays as it is: %s',
  async (address) => {
    const sent = await sentFor({ address });
    expect(sent).toMatchObject({ address });
    expect(sent).not.toHaveProperty('options');
  },
);
