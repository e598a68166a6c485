import type { SignInSettings } from '../../shared/service/signInSettings.ts';

/** What asks the development issuer to fill this service with made-up reports; undefined where another authority is. */
export function sampleData({ authority, developmentTokenEndpoint }: SignInSettings): (() => Promise<void>) | undefined {
  if (developmentTokenEndpoint === undefined) return undefined;
  return async () => {
    const response = await fetch(`${authority}/sample`, { method: 'POST' });
    if (!response.ok) throw new Error(`The issuer answered ${response.status}.`);
  };
}
