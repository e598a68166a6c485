import type { TestApp } from './testApp.ts';
import { setPath } from './reports.ts';

type Json = Readonly<Record<string, unknown>>;

/** The answer to a delta payload. */
export interface BulkAnswer {
  readonly '@odata.context': string;
  readonly value: readonly Json[];
}

/** The preference that makes every item one of its own. */
export const each = { Prefer: 'continue-on-error' };

/** A delta payload of some items. */
export const payload = (...value: readonly unknown[]) => ({ '@context': '#$delta', value });

/** What the answer says became of each item. */
export const outcomes = ({ value }: BulkAnswer): unknown[] => value.map((item) => item['@reports.outcome'] ?? 'failed');

/** The items of a successful answer. */
export async function answered(response: Response): Promise<BulkAnswer> {
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  return JSON.parse(text) as BulkAnswer;
}

/** Sends delta payloads to the entity set. */
export const bulk =
  (app: TestApp) =>
  async (body: unknown, headers: Readonly<Record<string, string>> = {}, path = setPath): Promise<Response> =>
    await app.fetch(path, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
