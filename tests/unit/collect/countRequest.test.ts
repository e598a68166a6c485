/** Requests to Microsoft Graph are counted before they are sent, by one run at a time, whatever becomes of answers. */
import type { AskedAnswer, AskService } from '../../../shared/collect/ledger/askService.ts';
import { countRequest } from '../../../shared/collect/ledger/countRequest.ts';

const report = 'office365ActiveUserCounts';
const now = Date.parse('2026-04-11T04:30:00Z');

/** A service that keeps one entity; `lost` answers to writes that are carried out are a 504. */
function keeper(lost = 0) {
  let version = 0;
  let entity: Readonly<Record<string, unknown>> | undefined;
  const answer = (status: number, body: unknown = {}): AskedAnswer => ({
    status,
    retryAfter: '0',
    preferenceApplied: null,
    entityTag: `W/"${version}"`,
    body: JSON.stringify(body),
  });
  const ask: AskService = ({ method, headers, body }) => {
    if (method === 'GET') return Promise.resolve(entity === undefined ? answer(404) : answer(200, entity));
    const holds = entity === undefined ? headers['If-None-Match'] === '*' : headers['If-Match'] === `W/"${version}"`;
    if (!holds) return Promise.resolve(answer(412));
    version += 1;
    entity = { ...entity, ...(JSON.parse(body ?? '') as object) };
    lost -= 1;
    return Promise.resolve(answer(lost < 0 ? 204 : 504, { error: { message: 'Storage is away.' } }));
  };
  return { ask, kept: () => entity };
}

test.each([0, 1])('behind %i lost answers it is counted once, and by this run', async (lost) => {
  const { ask, kept } = keeper(lost);
  expect(await countRequest(ask, report, now, 0)).toBe(true);
  expect(kept()).toMatchObject({ report, askedOn: '2026-04-11', requests: 1, settledCalls: [] });
  expect(await countRequest(ask, report, now, 1)).toBe(true);
  expect(kept()).toMatchObject({ requests: 2 });
});

test('another run that has counted meanwhile goes on alone', async () => {
  const { ask, kept } = keeper();
  await countRequest(ask, report, now, 0);
  expect(await countRequest(ask, report, now, 0)).toBe(false);
  let isFirst = true;
  const meanwhile: AskService = async (request) => {
    const answer = await ask(request);
    // Behind what this run reads, and before it writes.
    if (isFirst) {
      isFirst = false;
      expect(await countRequest(ask, report, now, 1)).toBe(true);
    }
    return answer;
  };
  expect(await countRequest(meanwhile, report, now, 1)).toBe(false);
  expect(kept()).toMatchObject({ requests: 2 });
});
