import type { ServiceResponse } from '../represent/response.ts';

/** The steps of Power Query for each set, and for the whole feed under `all`; `{root}` stands for the service root. */
export type FeedSteps = Readonly<Record<string, string>>;

/** Name of the file for the whole feed, which no set has. */
const wholeFeed = 'all';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A data source file of Power BI Desktop, which opens it as Get data, OData feed does. */
function pbidsFile(name: string, root: string): string {
  const url = name === wholeFeed ? root : root + name;
  const connection = { details: { protocol: 'odata', address: { url } } };
  return JSON.stringify({ version: '0.1', connections: [connection] }, undefined, 2);
}

/** The query, as [MS-QDEIF] has it within a connection. */
function mashup(name: string, formula: string): string {
  const schema = 'http://www.w3.org/2001/XMLSchema';
  return [
    `<Mashup xmlns:xsd="${schema}" xmlns:xsi="${schema}-instance" xmlns="http://schemas.microsoft.com/DataMashup">`,
    '<Client>EXCEL</Client><Version>2.140.405.0</Version><MinVersion>2.21.0.0</MinVersion><Culture>en-US</Culture>',
    `<SafeCombine>true</SafeCombine><Items><Query Name="${escaped(name)}"><Formula>${escaped(formula)}</Formula>`,
    '<IsParameterQuery xsi:nil="true" /><IsDirectQuery xsi:nil="true" /></Query></Items></Mashup>',
  ].join('');
}

/** A connection file of Excel with a query of Get & Transform ([MS-ODCFF] 2.7.1.1). */
function odcFile(name: string, root: string, steps: string): string {
  const query = name === wholeFeed ? 'Usage reports' : name;
  return `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv="Content-Type" content="text/x-ms-odc; charset=utf-8" />
<meta name="ProgId" content="ODC.Database" />
<meta name="SourceType" content="OLEDB" />
<title>${query}</title>
<xml id="docprops"><o:DocumentProperties>
<o:Description>${query} of the usage reports at ${escaped(root)}</o:Description>
<o:Name>${query}</o:Name>
</o:DocumentProperties></xml>
<xml id="msodc"><odc:OfficeDataConnection xmlns:odc="urn:schemas-microsoft-com:office:odc">
<odc:PowerQueryConnection odc:Type="OLEDB">
<odc:ConnectionString>Provider=Microsoft.Mashup.OleDb.1;Data Source=$Workbook$;Location=&quot;${query}&quot;;Extended Properties=&quot;&quot;</odc:ConnectionString>
<odc:CommandType>SQL</odc:CommandType>
<odc:CommandText>SELECT * FROM [${query}]</odc:CommandText>
</odc:PowerQueryConnection>
<odc:PowerQueryMashupData>${escaped(mashup(query, steps.replaceAll('{root}', root)))}</odc:PowerQueryMashupData>
</odc:OfficeDataConnection></xml>
</head>
<body></body>
</html>
`;
}

/** What each kind of file is made by. */
const kinds: Readonly<
  Record<string, { readonly type: string; readonly make: (name: string, root: string, steps: string) => string }>
> = {
  pbids: { type: 'application/json; charset=utf-8', make: pbidsFile },
  odc: { type: 'text/x-ms-odc; charset=utf-8', make: odcFile },
};

/**
 * A file that opens Power BI Desktop or Excel at this service: `/reports/{set}.pbids`, `/reports/{set}.odc`, and `all` for the whole feed.
 *
 * @param publicUrl the address of the service, which is in the file
 * @param feeds reads the steps, when a file is asked for
 * @param method of the request: for HEAD no file is made
 * @returns undefined where the address is of no such file
 */
export async function connectionFile(
  address: string,
  publicUrl: string,
  feeds: () => Promise<FeedSteps>,
  method = 'GET',
): Promise<ServiceResponse | undefined> {
  const [, name = '', kind = ''] = /^\/reports\/(\w+)\.(pbids|odc)$/.exec(address) ?? [];
  const { type, make } = kinds[kind] ?? {};
  if (make === undefined || type === undefined) return undefined;
  const all = new Map(Object.entries(await feeds()));
  const steps = all.get(name);
  if (steps === undefined) return undefined;
  const headers = {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}.${kind}"`,
    'Cache-Control': 'no-cache',
  };
  if (method === 'HEAD') return { status: 200, headers };
  return { status: 200, headers, body: make(name, `${publicUrl}/v1.0/`, steps) };
}
