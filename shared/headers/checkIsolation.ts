import { ODataError } from '../errors/odataError.ts';

/** Refuses snapshot isolation, which the service does not offer, under both names of the header (Protocol 4.01, 8.2.6). */
export function checkIsolation(headers: { get(name: string): string | null }): void {
  const target = ['Isolation', 'OData-Isolation'].find((name) => headers.get(name) !== null);
  if (target === undefined) return;
  throw new ODataError(
    'isolationNotSupported',
    `The service does not isolate a request from changes by others; send it without ${target}.`,
    { target },
  );
}
