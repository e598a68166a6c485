import type { AskService } from './askService.ts';
import { changeCoverage } from './changeCoverage.ts';

/**
 * Counts a request to Microsoft Graph before it is sent: one that a killed run does not come back from is counted too, and so
 * are those of two runs at once.
 *
 * @param now milliseconds since the epoch
 * @throws CollectFailure when the service refuses
 */
export async function countRequest(ask: AskService, report: string, now: number): Promise<void> {
  const askedOn = new Date(now).toISOString().slice(0, 10);
  await changeCoverage(ask, report, (before) => {
    const isSameDay = before?.askedOn === askedOn;
    const requests = (isSameDay ? (before.requests ?? 0) : 0) + 1;
    return Promise.resolve({ report, askedOn, requests, ...(!isSameDay && { settledCalls: [] }) });
  });
}
