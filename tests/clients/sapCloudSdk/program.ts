// Compiled strictly beside the client that the generator of the SAP Cloud SDK writes; see sapCloudSdk.test.ts.
import type { HttpDestination } from '@sap-cloud-sdk/connectivity';
import { and, desc } from '@sap-cloud-sdk/odata-v4';
import { setGlobalLogLevel } from '@sap-cloud-sdk/util';
import { BigNumber } from 'bignumber.js';
import moment from 'moment';
import { batch, changeset, reports, type Office365ActiveUserCounts } from './reports';

const { office365ActiveUserCountsApi: api } = reports();
// It warns of every service without CSRF tokens.
setGlobalLogLevel('error');

/** Larger than any integer a JavaScript number holds exactly. */
const huge = '9007199254740993';

/** Where the service is, and who asks. */
export function connect(url: string, token: string): HttpDestination {
  return { url: `${url}/v1.0`, headers: { Authorization: `Bearer ${token}` } };
}

/** Creates a report; the service makes the key. */
export async function create(service: HttpDestination): Promise<string> {
  const builder = api.entityBuilder().reportDate(moment('2027-01-01')).reportPeriod('90');
  const created = await api
    .requestBuilder()
    .create(builder.teams(new BigNumber(5)).build())
    .execute(service);
  return created.id;
}

/** What is stored, as text. */
export async function read(service: HttpDestination, id: string) {
  const report: Office365ActiveUserCounts = await api.requestBuilder().getByKey(id).execute(service);
  return { teams: report.teams?.toFixed(), reportDate: report.reportDate?.format('YYYY-MM-DD') };
}

/** The reports of a period with at least so many users, the newest first, and how many there are. */
export async function list(service: HttpDestination, period: string, users: number) {
  const { REPORT_PERIOD, OFFICE_365, REPORT_DATE, ID } = api.schema;
  const filter = and(REPORT_PERIOD.equals(period), OFFICE_365.greaterOrEqual(new BigNumber(users)));
  const all = () => api.requestBuilder().getAll().filter(filter);
  const page = await all().select(ID, REPORT_DATE).orderBy(desc(REPORT_DATE)).skip(1).top(2).execute(service);
  return { ids: page.map(({ id }) => id), count: await all().count().execute(service) };
}

/** Reads a report and changes one property of it, on condition that nobody else did meanwhile. */
export async function change(service: HttpDestination, id: string, meanwhile: () => Promise<void>): Promise<void> {
  const report = await api.requestBuilder().getByKey(id).execute(service);
  await meanwhile();
  report.teams = new BigNumber(huge);
  await api.requestBuilder().update(report).execute(service);
}

/** Two writes in a changeset and a read, in one $batch; the answers' status texts and the report that was read. */
export async function writeInBatch(service: HttpDestination, id: string) {
  const report = api.entityBuilder().fromJson({ id });
  const other = await api.requestBuilder().getByKey('report-0001').execute(service);
  other.teams = new BigNumber(9);
  const answers = await batch(
    changeset(api.requestBuilder().create(report), api.requestBuilder().update(other)),
    api.requestBuilder().getByKey('report-0002'),
  ).execute(service);
  return answers.map((answer) => {
    if (!answer.isSuccess()) throw new Error(JSON.stringify(answer));
    return answer.isReadResponse()
      ? answer.as(api).map(({ id }) => id)
      : answer.isWriteResponses()
        ? answer.responses.map(({ httpCode }) => httpCode)
        : [];
  });
}

/** Deletes a report. */
export async function remove(service: HttpDestination, id: string): Promise<void> {
  await api.requestBuilder().delete(id).execute(service);
}
