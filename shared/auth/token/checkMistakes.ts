import type { JsonObject } from '../../json/jsonValue.ts';
import { personalTenant } from '../../settings/personalTenant.ts';
import type { RejectionReason } from './rejectionTable.ts';

/** Microsoft Graph as audience, in every cloud, without trailing slash. */
const graphAudiences: ReadonlySet<string> = new Set([
  '00000003-0000-0000-c000-000000000000',
  'https://graph.microsoft.com',
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
  'https://microsoftgraph.chinacloudapi.cn',
]);

/**
 * Recognises tokens that are common mistakes and could not pass anyway, by claims that are not verified yet: callers of
 * such tokens get the plain answer, and no keys are fetched for them.
 */
export function checkMistakes(claims: JsonObject): RejectionReason | undefined {
  const { aud, tid } = claims;
  if (typeof aud === 'string' && graphAudiences.has(aud.replace(/\/$/, ''))) return 'microsoftGraphToken';
  return typeof tid === 'string' && tid.toLowerCase() === personalTenant ? 'personalAccount' : undefined;
}
