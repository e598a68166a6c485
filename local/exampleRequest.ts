const id = 'a346dbc0-dbc0-a346-c0db-46a3c0db46a3';
const body =
  '{"@odata.type":"#microsoft.graph.office365ActiveUserCounts","reportRefreshDate":"2022-10-25","office365":9,"exchange":8,' +
  '"oneDrive":8,"sharePoint":10,"skypeForBusiness":0,"yammer":6,"teams":5,"reportDate":"2022-10-19","reportPeriod":"7"}';

/**
 * The PATCH of Microsoft's page "Update office365ActiveUserCounts", ready to paste: for a POSIX shell and for PowerShell.
 *
 * @param baseUrl no trailing slash
 * @param tokenCommand prints a token
 */
export function exampleRequest(
  baseUrl: string,
  tokenCommand: string,
): { readonly curl: string; readonly powerShell: string } {
  const url = `${baseUrl}/v1.0/office365ActiveUserCounts/${id}`;
  const request = [
    `curl -i -X PATCH '${url}'`,
    `-H "Authorization: Bearer $TOKEN"`,
    `-H 'Content-Type: application/json'`,
    `-d '${body}'`,
  ];
  const cmdlet = [
    `Invoke-RestMethod -Method Patch -Uri '${url}'`,
    `-Headers @{ Authorization = "Bearer $TOKEN" }`,
    `-ContentType 'application/json'`,
    `-Body '${body}'`,
  ];
  return {
    curl: `TOKEN=$(${tokenCommand})\n${request.join(' \\\n  ')}`,
    powerShell: `$TOKEN = ${tokenCommand}\n${cmdlet.join(' `\n  ')}`,
  };
}
