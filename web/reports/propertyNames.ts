/** The properties that every report with a row for each day has in Microsoft Graph. */
export const propertyNames = {
  /** The day a row is about. */
  date: 'reportDate',
  /** The days a report covers: `7`, `30`, `90` or `180`. */
  period: 'reportPeriod',
  /** When the report was made; a day is in many reports, and the newest is right. */
  refreshed: 'reportRefreshDate',
} as const;
