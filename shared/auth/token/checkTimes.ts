import type { JsonObject, JsonValue } from '../../json/jsonValue.ts';
import type { Rejected, RejectionReason } from './rejectionTable.ts';

/** When a token counts, in seconds since 1970 (RFC 7519, NumericDate). */
export interface TokenTimes {
  readonly notBefore: number;
  readonly expires: number;
}

/** How far the clocks of issuer and service may differ, in seconds. */
const clockSkew = 60;
/** Entra's tokens live 60 to 90 minutes, with continuous access evaluation up to 28 hours. */
const maxLifetime = 28 * 60 * 60;

function seconds(value: JsonValue | undefined): number | undefined {
  const number = typeof value === 'bigint' ? Number(value) : NaN;
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** Reads exp, iat and nbf, which must be whole seconds, and refuses a lifetime no token of Entra has. */
export function readTimes(claims: JsonObject): TokenTimes | Rejected {
  const expires = seconds(claims['exp']);
  const issued = seconds(claims['iat']);
  const notBefore = 'nbf' in claims ? seconds(claims['nbf']) : issued;
  if (expires === undefined || issued === undefined || notBefore === undefined) return { rejected: 'timesMalformed' };
  if (expires - issued > maxLifetime) return { rejected: 'lifetimeTooLong' };
  return { expires, notBefore: Math.max(issued, notBefore) };
}

/** Whether a token counts now (milliseconds since 1970), give or take 60 seconds (RFC 7519, sections 4.1.4 to 4.1.6). */
export function checkTimes(times: TokenTimes, now: number): RejectionReason | undefined {
  const second = Math.floor(now / 1000);
  if (second >= times.expires + clockSkew) return 'expired';
  return second < times.notBefore - clockSkew ? 'notYetValid' : undefined;
}
