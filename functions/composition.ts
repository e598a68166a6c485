import { compose } from '../shared/service/compose.ts';

/** Built when the package is loaded, so that a bad setting stops the app at start with its name. */
export const composition = compose(process.env, (line) => process.stdout.write(line));
