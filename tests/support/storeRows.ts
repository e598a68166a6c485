import { randomUUID } from 'node:crypto';
import type { TestApp } from './testApp.ts';

/** Stores entities of a set, a few at a time; those without an id get one. Returns their ids. */
export async function storeRows(
  app: TestApp,
  set: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly string[]> {
  const named = rows.map((row) => ({ id: randomUUID(), ...row }));
  const headers = { 'Content-Type': 'application/json', Prefer: 'return=minimal' };
  for (let at = 0; at < named.length; at += 20) {
    await Promise.all(
      named.slice(at, at + 20).map(async (row) => {
        const response = await app.fetch(`/v1.0/${set}`, { method: 'POST', headers, body: JSON.stringify(row) });
        if (!response.ok) throw new Error(`A row was not stored: ${await response.text()}`);
      }),
    );
  }
  return named.map(({ id }) => id);
}
