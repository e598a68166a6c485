import { reasonOf } from '../../shared/errors/reasonOf.ts';

/**
 * What fills an app when a page asks for it: one filling at a time for each app, told on stderr.
 *
 * @param token a token with which rows may be written
 */
export function sampleFiller(token: () => Promise<string>): (app: string) => void {
  const running = new Set<string>();
  async function fill(app: string): Promise<void> {
    running.add(app);
    try {
      // Read when it is wanted: it makes rows of the whole model.
      const { fillWithSample } = await import('./fillWithSample.ts');
      const { rows, seconds } = await fillWithSample({ root: `${app}/v1.0`, token }, () => undefined);
      console.error(`${rows.toLocaleString('en-GB')} rows of sample data in ${seconds} s.`);
    } catch (error) {
      console.error(`Sample data: ${reasonOf(error)}`);
    } finally {
      running.delete(app);
    }
  }
  return (app) => {
    if (!running.has(app)) void fill(app);
  };
}
