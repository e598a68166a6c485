import type { Log, LogLevel } from './functionsCore.ts';

const severity: Record<LogLevel, number> = {
  trace: 0,
  debug: 1,
  information: 2,
  warning: 3,
  error: 4,
  critical: 5,
  none: 6,
};

/** Shows what the app logs at `information` and what the library logs at `warning` and above, on stderr. */
export const logToConsole: Log = (level, category, message) => {
  if (severity[level] >= severity[category === 'system' ? 'warning' : 'information'])
    console.error(`[${level}] ${message}`);
};
