/** Imports and the collector are answered with what they read, and little else. */
import { readUpsertAnswer } from '../../../shared/collect/readUpsertAnswer.ts';
import { upsertRequest } from '../../../shared/collect/upsertRequest.ts';
import { exampleProperties } from '../../../shared/represent/openApi/exampleProperties.ts';
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { startInProcess } from '../../support/inProcess.ts';

const count = 50;

test('a row of a wide report is answered with at most 100 bytes, whatever becomes of it', async () => {
  const app = await startInProcess();
  try {
    const rowsOf = (date: string): readonly string[] =>
      Array.from({ length: count }, (_, at) =>
        JSON.stringify({
          ...exampleProperties(detail),
          id: undefined,
          reportRefreshDate: date,
          userPrincipalName: `someone.with.a.name.${at}@contoso.onmicrosoft.com`,
        }),
      );
    expect(rowsOf('2026-11-20')[0]!.length).toBeGreaterThan(800);
    for (const kind of ['created', 'unchanged'] as const) {
      const { query, ...request } = upsertRequest(rowsOf('2026-11-20'));
      const response = await app.fetch(`/v1.0/${detail.name}${query}`, request);
      const body = await response.text();
      const preferenceApplied = response.headers.get('preference-applied');
      const answer = { status: response.status, retryAfter: null, preferenceApplied, body };
      expect(readUpsertAnswer(query, answer)).toMatchObject({
        outcomes: Array.from({ length: count }, () => ({ kind })),
      });
      expect(body.length / count).toBeLessThanOrEqual(100);
    }
  } finally {
    await app.stop();
  }
});
