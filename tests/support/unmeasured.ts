import { existsSync } from 'node:fs';

/** Why it cannot be told here what another process takes; undefined where it can. */
export const unmeasured: string | undefined = existsSync('/proc/self/fd')
  ? undefined
  : 'no /proc that tells what another process takes';
