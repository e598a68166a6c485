import { deployedVariables } from './deployedApp.ts';
import { describeMatrix, type MatrixApp } from './describeMatrix.ts';
import { isNight } from './sampled.ts';

/** Set where the tests of answers run over HTTP too, which they otherwise do at night alone: by `npm run compare`. */
const everywhere = 'ANSWERS_EVERYWHERE';

/**
 * Tests of what neither storage nor the wire has a part in: how requests are read, evaluated over rows that are there, and
 * answered. They run as those of {@link describeMatrix}; over HTTP at night, and where hosts or an app elsewhere are tried.
 */
export function describeAnswers(name: string, define: (app: MatrixApp) => void): void {
  const isEverywhere = isNight || [deployedVariables.url, everywhere].some((each) => process.env[each] !== undefined);
  describeMatrix(name, define, isEverywhere ? undefined : ['in process']);
}
