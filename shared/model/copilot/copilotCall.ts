/** How the reports of Copilot are called: by a path of their own, with periods that differ from version to version. */
export const copilotCall = {
  root: 'copilot/reports',
  periods: ['D7', 'D30', 'D90', 'D180', 'ALL'],
  versions: { v1: ['D7', 'D30', 'D90', 'D180', 'ALL'], v2: ['D7', 'D28', 'D90', 'D180', 'ALL'] },
} as const;
