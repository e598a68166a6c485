import { isJsonObject, type JsonObject } from '../../shared/json/jsonValue.ts';
import { writeJson } from '../../shared/json/writeJson.ts';
import type { Service } from '../import/service.ts';
import { askService } from './askService.ts';

/** An entity as a line of an export, or the id of one that was deleted. */
export interface FollowedRow {
  readonly id: string;
  /** Absent for one that was deleted. */
  readonly line?: string;
}

/** A page of a set, or of what changed in it. */
export interface FollowedPage {
  readonly rows: readonly FollowedRow[];
  /** The link to the next page, or where this was the last one to the changes since. */
  readonly next: string;
  readonly isLast: boolean;
  /** On the last page: by the clock of storage, every change stamped before has been read. */
  readonly at?: string;
}

/** The annotation by which the service tells up to when every change has been told. */
const changesFrom = 'reports.changesFrom';

/** Int64 as strings, so that no reader of the files rounds them. */
const headers = {
  Accept: 'application/json;odata.metadata=minimal;IEEE754Compatible=true',
  Prefer: `track-changes,maxpagesize=1000,include-annotations="${changesFrom}"`,
};

function rowOf(item: JsonObject): FollowedRow {
  const { id } = item;
  if (typeof id !== 'string') throw new Error('An item of an answer has no id.');
  if (item['@removed'] !== undefined) return { id };
  const values = Object.entries(item).filter(([name]) => !name.includes('@'));
  return { id, line: writeJson(Object.fromEntries(values)) };
}

/** Reads a page with change tracking (Protocol 4.01, 11.3), by the path of a set or a link the service wrote. */
export async function followPage(service: Service, link: string): Promise<FollowedPage> {
  const answer = await askService(service, link, headers);
  const { value } = answer;
  const [next, last] = [answer['@odata.nextLink'], answer['@odata.deltaLink']];
  const place = next ?? last;
  if (!Array.isArray(value) || typeof place !== 'string') {
    throw new Error(`${service.root}: an answer to ${link.slice(0, 100)} has no link to go on with.`);
  }
  const at = answer[`@${changesFrom}`];
  const moment = typeof at === 'string' ? { at } : {};
  return { rows: value.filter(isJsonObject).map(rowOf), next: place, isLast: next === undefined, ...moment };
}

/** Most rounds until nothing is left: each ends sooner than it takes to write as much. */
const mostRounds = 20;

/**
 * Follows the changes of a set until a round brings nothing that is not known; the last state of each that changed. What
 * changed in the last minute comes again in the next round.
 */
export async function followSet(
  service: Service,
  from: string,
): Promise<{ readonly changes: ReadonlyMap<string, FollowedRow>; readonly link: string; readonly at?: string }> {
  const changes = new Map<string, FollowedRow>();
  let link = from;
  let at: string | undefined;
  for (let round = 1; round <= mostRounds; round += 1) {
    let isNews = false;
    for (let isLast = false; !isLast;) {
      const page = await followPage(service, link);
      for (const row of page.rows) {
        const known = changes.get(row.id);
        isNews ||= known === undefined || known.line !== row.line;
        changes.set(row.id, row);
      }
      ({ next: link, isLast, at } = page);
    }
    if (!isNews) break;
  }
  return { changes, link, ...(at !== undefined && { at }) };
}
