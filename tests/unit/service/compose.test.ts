import { compose } from '../../../shared/service/compose.ts';

const tenant = '11111111-2222-4333-8444-555555555555';
const account =
  'DefaultEndpointsProtocol=https;AccountName=reports;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net';

test('requests for the OpenAPI document that come at once, and later ones, have it made once', async () => {
  const made = jest.spyOn(Buffer, 'from');
  const { openApi } = compose(
    {
      AUTH_AUTHORITY: `https://login.microsoftonline.com/${tenant}`,
      AUTH_AUDIENCE: '22222222-2222-4333-8444-555555555555',
      ReportsStorage: account,
      PUBLIC_URL: 'https://reports.example',
    },
    () => undefined,
  );
  const ask = async () => await openApi({ method: 'GET', url: '/openapi.json', headers: new Headers(), body: null });
  const answers = [...(await Promise.all([ask(), ask()])), await ask()];
  const documents = made.mock.calls.filter(([text]) => typeof text === 'string' && text.includes('"openapi"'));
  made.mockRestore();
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(documents).toHaveLength(1);
});
