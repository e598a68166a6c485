/** Query options as people write them. */
export const typicalQueries: Readonly<Record<string, string>> = {
  'one comparison': "$filter=reportPeriod eq '7'",
  'equality and range': "$filter=reportPeriod eq '7' and reportDate ge 2026-01-01",
  'with a function': "$filter=contains(tolower(reportPeriod),'7') or office365 gt 20",
  encoded: '$filter=reportPeriod%20eq%20%277%27%20and%20reportDate%20ge%202026-01-01',
  'in and not': "$filter=reportPeriod in ('7','30') and not (exchange lt 5)",
  'whole query': "$filter=reportPeriod eq '7'&$orderby=reportDate desc&$select=id,exchange&$top=50&$count=true",
};
