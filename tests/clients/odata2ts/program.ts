// Compiled strictly beside the client that odata2ts generates from $metadata; see odata2ts.test.ts.
import { FetchClient } from '@odata2ts/http-client-fetch';
import type { office365ActiveUserCounts } from './reportsModel';
import { reportsService } from './reportsService';

/** The client for a service with this address. */
export function connect(baseUrl: string, token: string): reportsService<FetchClient> {
  return new reportsService(new FetchClient({ headers: { Authorization: `Bearer ${token}` } }), `${baseUrl}/v1.0`);
}

type Service = ReturnType<typeof connect>;

/** Creates a report; the service makes the key. */
export async function create(service: Service): Promise<office365ActiveUserCounts> {
  const { data } = await service
    .office365ActiveUserCounts()
    .create({ reportRefreshDate: '2026-04-02', reportDate: '2026-03-31', reportPeriod: '7', teams: 5, exchange: null });
  return data;
}

/** Reads a few properties of a report. */
export async function read(service: Service, id: string): Promise<Pick<office365ActiveUserCounts, 'id' | 'teams'>> {
  const { data } = await service
    .office365ActiveUserCounts(id)
    .query<Pick<office365ActiveUserCounts, 'id' | 'teams'>>((builder) => builder.select('id', 'teams'));
  return data;
}

/** The reports of a period with at least so many users, the newest first, and how many there are. */
export async function list(service: Service, period: string, users: number) {
  const { data } = await service.office365ActiveUserCounts().query((builder, report) =>
    builder
      .filter(report.reportPeriod.eq(period).and(report.office365.ge(users)), report.reportDate.ge('2026-03-01'))
      .orderBy(report.reportDate.desc())
      .count()
      .skip(1)
      .top(3),
  );
  const total: string | number | undefined = data['@odata.count'];
  const days: (string | null)[] = data.value.map(({ reportDate }) => reportDate);
  return { total, days };
}

/** Changes one property, then replaces the whole report. */
export async function change(service: Service, id: string): Promise<void> {
  const report = service.office365ActiveUserCounts(id);
  await report.patch({ teams: 6 });
  await report.update({ teams: 7, reportPeriod: '30' });
}

/** The whole report. */
export async function readAll(service: Service, id: string): Promise<office365ActiveUserCounts> {
  const { data } = await service.office365ActiveUserCounts(id).query();
  return data;
}

/** Deletes a report. */
export async function remove(service: Service, id: string): Promise<void> {
  await service.office365ActiveUserCounts(id).delete();
}
