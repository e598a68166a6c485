import type { Environment } from './settingValue.ts';

/** Whether the host has storage of its own, without which no timer runs: a connection string, or any part of an identity-based one. */
export function hasHostStorage(environment: Environment): boolean {
  return Object.entries(environment).some(
    ([name, value]) => /^AzureWebJobsStorage(?:__.+)?$/i.test(name) && value !== undefined && value.trim() !== '',
  );
}
