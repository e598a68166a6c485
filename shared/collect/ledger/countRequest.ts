import { utcDate } from '../../edm/tomorrow.ts';
import type { AskService } from './askService.ts';
import { changeCoverage } from './changeCoverage.ts';

/**
 * Counts a request to Microsoft Graph before it is sent, so that one that a killed run does not come back from is counted too.
 *
 * @param now milliseconds since the epoch
 * @param asked how many there were today, as far as the run knows
 * @returns false when there were others: another run asks for the report, and is to go on alone, because the requests of a day
 *   are for one
 * @throws CollectFailure when the service refuses
 */
export async function countRequest(ask: AskService, report: string, now: number, asked: number): Promise<boolean> {
  const askedOn = utcDate(now);
  let isCounted = false;
  await changeCoverage(ask, report, (before, mayBeSet) => {
    const isSameDay = before?.askedOn === askedOn;
    const requests = isSameDay ? (before.requests ?? 0) : 0;
    // Where the answer was lost it was this run, as far as anybody knows: a report is better asked for by two than by none.
    const isSet = mayBeSet && requests === asked + 1;
    isCounted = isSet || requests === asked;
    const counted = { report, askedOn, requests: asked + 1, ...(!isSameDay && { settledCalls: [] }) };
    return Promise.resolve(isCounted && !isSet ? counted : undefined);
  });
  return isCounted;
}
