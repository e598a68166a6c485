import { tokenDigest } from '../../shared/store/contract/tokenDigest.ts';
import { unpackPayload } from '../../shared/store/contract/tokenPayload.ts';
import { createMemoryRows } from '../../shared/store/rows/createMemoryRows.ts';
import { countingRows } from './countingRows.ts';
import { startInProcess } from './inProcess.ts';
import { escaped, reading, type Page } from './reading.ts';

const set = 'office365ActiveUserCounts';
const total = 'formsUserActivityUserCounts';
const ids = (count: number): string => Array.from({ length: count }, (_each, at) => `'r${at * 2}'`).join();

/** Queries whose links carry each kind of place there is, by what they are called. */
export const tokenPlans: Readonly<Record<string, string>> = {
  'main rows': set,
  'main rows from an id on': `${set}?$filter=id ge 'r1'`,
  'an index': `${set}?$orderby=reportDate`,
  'an index, the newest first': `${set}?$orderby=reportDate desc`,
  'a range of an index': `${set}?$filter=reportDate ge 2024-01-02&$orderby=reportDate desc`,
  'values of an index, merged': `${set}?$filter=reportPeriod in ('7','30')&$orderby=reportDate desc`,
  'values of an index, one after the other': `${set}?$filter=reportPeriod in ('7','30')`,
  'a part left open': `${set}?$filter=reportPeriod ge '3' and reportDate eq 2024-01-02`,
  runs: `${set}?$orderby=reportDate,teams desc`,
  'runs of values': `${set}?$filter=reportPeriod in ('7','30')&$orderby=reportDate desc,teams`,
  sorted: `${set}?$orderby=teams desc`,
  'sorted by a decimal': `${set}?$orderby=teams divby 3 desc,exchange`,
  'sorted by a long text': `${set}?@a='${'x'.repeat(300)}'&$orderby=concat(@a,id)`,
  'sorted by a column that is computed': `${set}?$compute=teams add exchange as sum&$orderby=sum`,
  keys: `${set}?$filter=id in (${ids(12)})`,
  'keys, sorted': `${set}?$filter=id in (${ids(12)})&$orderby=teams`,
  'a condition for the evaluator': `${set}?$filter=contains(id,'r')`,
  'a count and a top': `${set}?$count=true&$top=9&$skip=2`,
  'the time of the first page': `${set}?$filter=reportDate lt date(now())&$orderby=reportDate`,
  references: `${set}/$ref?$orderby=reportDate`,
  groups: `${set}?$apply=groupby((teams,exchange))`,
  'groups, sorted': `${set}?$apply=groupby((id),aggregate(teams with sum as s))&$orderby=s desc`,
  'what is left of groups': `${set}?$apply=filter(teams lt 9)/groupby((reportDate),aggregate($count as n))&$filter=n gt 0`,
  'a series': `reports/get${set.replace(/^o/, 'O')}(period='D30')?$format=json`,
  'a total': `reports/get${total.replace(/^f/, 'F')}(period='D30')?$format=json`,
  tracked: `${set}?$filter=teams lt 9`,
  'delta of Microsoft Graph': `${set}/delta?$select=teams`,
};

/** A link with a token, and what the token says. */
export interface TokenLink {
  readonly plan: string;
  /** Below the service root, with the name of the token and its equals sign. */
  readonly target: string;
  readonly token: string;
  readonly version: string;
  /** What the token holds, as JSON. */
  readonly content: string;
  /** What its digest is bound to. */
  readonly query: string;
}

/** Takes a link apart. */
export function readLink(plan: string, link: string): TokenLink {
  const { pathname, search } = new URL(link, 'https://reports.example/v1.0/');
  const path = pathname.replace('/v1.0/', '');
  const options = search.slice(1).split('&');
  const token = options.pop() ?? '';
  const texts = options.map((option) => decodeURIComponent(option)).sort();
  const [name = '', value = ''] = token.split('=', 2);
  const [version = '', payload = ''] = value.split('.');
  return {
    plan,
    target: `${path}?${[...options, `${name}=`].join('&')}`,
    token: value,
    version,
    content: unpackPayload(payload),
    query: JSON.stringify([path, ...texts]),
  };
}

/** A token with a right digest, whatever it holds. */
export function sealToken({ version, query }: TokenLink, tenant: string, content: string): string {
  const payload = Buffer.from(content).toString('base64url');
  return `${version}.${payload}.${tokenDigest(version, payload, { tenant, query })}`;
}

/** The service over rows that are the same in every run, and whose storage has the time of 2031. */
export async function startTokenPlans() {
  const clock = { now: Date.parse('2031-01-01T00:00:00Z') };
  const counted = countingRows(createMemoryRows({ now: () => clock.now }));
  const app = await startInProcess({ rows: counted.rows });
  const write = async (method: string, target: string, body?: object): Promise<void> => {
    clock.now += 1000;
    const headers = { 'Content-Type': 'application/json' };
    const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const { status } = await app.fetch(`/v1.0/${target}`, { method, ...sent });
    if (status >= 400) throw new Error(`${method} ${target} was answered with ${status}`);
  };
  for (let at = 0; at < 26; at += 1) {
    const day = `2024-01-0${1 + (at % 5)}`;
    const row = { teams: at % 7, exchange: at % 4, reportPeriod: at % 2 ? '7' : '30', reportRefreshDate: '2024-01-06' };
    await write('PATCH', `${set}/r${at}`, { ...row, reportDate: at % 6 === 0 ? null : day });
    if (at < 9) await write('PATCH', `${total}/t${at}`, { reportPeriod: '30', reportRefreshDate: '2024-01-06' });
  }
  for (const at of [3, 4]) await write('DELETE', `${set}/r${at}`);
  counted.reset();

  const prefer = (size: number) => ({ Prefer: `odata.maxpagesize=${size},odata.track-changes` });
  const next = (page: Page): string | undefined =>
    page['@odata.nextLink'] ?? (page['@odata.deltaLink'] as string | undefined);
  /** The links of a plan from the first page on, with pages of so many, and what the dearest of its pages asks of storage. */
  const walk = async (plan: string, size: number) => {
    const links: TokenLink[] = [];
    let most = 0;
    let target: string | undefined = escaped(tokenPlans[plan] ?? '');
    for (let pages = 0; target !== undefined && pages < 12; pages += 1) {
      const before = counted.counts.range + counted.counts.get;
      const link = next(
        await reading(app).json(
          target,
          plan.includes('delta') || plan === 'tracked' ? prefer(size) : { Prefer: `odata.maxpagesize=${size}` },
        ),
      );
      most = Math.max(most, counted.counts.range + counted.counts.get - before);
      if (link !== undefined) links.push(readLink(plan, link));
      target = link;
    }
    return { links, most };
  };
  return { ...counted, app, walk };
}
