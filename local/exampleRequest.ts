const id = 'a346dbc0-dbc0-a346-c0db-46a3c0db46a3';
const body =
  '{"@odata.type":"#microsoft.graph.office365ActiveUserCounts","reportRefreshDate":"2022-10-25","office365":9,"exchange":8,' +
  '"oneDrive":8,"sharePoint":10,"skypeForBusiness":0,"yammer":6,"teams":5,"reportDate":"2022-10-19","reportPeriod":"7"}';

/** The PATCH of Microsoft's page "Update office365ActiveUserCounts", ready to paste: for a POSIX shell and for PowerShell. */
export function exampleRequest(baseUrl: string, token: string): { readonly curl: string; readonly powerShell: string } {
  const url = `${baseUrl}/v1.0/office365ActiveUserCounts/${id}`;
  return {
    curl: [
      `curl -i -X PATCH '${url}'`,
      `-H 'Authorization: Bearer ${token}'`,
      `-H 'Content-Type: application/json'`,
      `-d '${body}'`,
    ].join(' \\\n  '),
    powerShell: [
      `Invoke-RestMethod -Method Patch -Uri '${url}'`,
      `-Headers @{ Authorization = 'Bearer ${token}' }`,
      `-ContentType 'application/json'`,
      `-Body '${body}'`,
    ].join(' `\n  '),
  };
}
