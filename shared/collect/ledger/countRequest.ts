import type { AskService } from './askService.ts';
import { changeCoverage } from './changeCoverage.ts';

/**
 * Counts a request to Microsoft Graph before it is sent: one that a killed run does not come back from is counted too, and so
 * are those of two runs at once, which have the requests of a day together.
 *
 * @param now milliseconds since the epoch
 * @param most how many there may be on one day
 * @returns how many there were with it; undefined when it may not be sent, and is not counted
 * @throws CollectFailure when the service refuses
 */
export async function countRequest(
  ask: AskService,
  report: string,
  now: number,
  most: number,
): Promise<number | undefined> {
  const askedOn = new Date(now).toISOString().slice(0, 10);
  let counted: number | undefined;
  await changeCoverage(ask, report, (before) => {
    const isSameDay = before?.askedOn === askedOn;
    const requests = (isSameDay ? (before.requests ?? 0) : 0) + 1;
    counted = requests > most ? undefined : requests;
    return Promise.resolve(
      counted === undefined ? undefined : { report, askedOn, requests, ...(!isSameDay && { settledCalls: [] }) },
    );
  });
  return counted;
}
