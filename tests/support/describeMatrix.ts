import { startInProcess } from './inProcess.ts';
import { connectOverHttp } from './overHttp.ts';
import type { StartedApp, TestApp } from './testApp.ts';

/** The app of a matrix, valid inside its tests. */
export interface MatrixApp extends TestApp {
  /** Where it runs; for the rare statement that holds in one place only. */
  readonly place: 'in process' | 'over HTTP';
  /** Says that the test provokes failures the operator is told about. */
  expectFailures(): void;
}

const starts: Readonly<Record<MatrixApp['place'], () => Promise<StartedApp>>> = {
  'in process': startInProcess,
  'over HTTP': connectOverHttp,
};
const everywhere = Object.keys(starts) as readonly MatrixApp['place'][];

/**
 * Runs every test of `define` in each place, which is twice: in process over rows in memory, and over HTTP through the local functions host with
 * the built package and Azurite. An unexpected failure in the service's log or an answer 500 fails the test it came in.
 */
export function describeMatrix(name: string, define: (app: MatrixApp) => void, places = everywhere): void {
  describe.each(places)(`${name}, %s`, (place) => {
    let started: StartedApp | undefined;
    let failuresExpected = false;
    const broken: string[] = [];
    const running = (): StartedApp => {
      if (started === undefined) throw new Error('The app runs inside tests only');
      return started;
    };

    beforeAll(async () => {
      started = await starts[place]();
    });
    afterAll(async () => {
      await started?.stop();
    });
    afterEach(async () => {
      const failures = [...broken.splice(0), ...(await running().takeFailures())];
      const expected = failuresExpected;
      failuresExpected = false;
      if (!expected) expect(failures).toEqual([]);
    });

    define({
      place,
      get publicUrl() {
        return running().publicUrl;
      },
      get tenant() {
        return running().tenant;
      },
      sign: (options) => running().sign(options),
      async fetch(path, request) {
        const response = await running().fetch(path, request);
        if (response.status === 500) broken.push(`${request?.method ?? 'GET'} ${path} was answered with 500`);
        return response;
      },
      takeFailures: () => running().takeFailures(),
      expectFailures: () => {
        failuresExpected = true;
      },
    });
  });
}
