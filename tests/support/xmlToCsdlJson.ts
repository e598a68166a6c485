import { xml2json } from 'odata-csdl';

/** What the converter of the OASIS technical committee makes of CSDL XML; throws for what it complains about. */
export function xmlToCsdlJson(xml: string): unknown {
  const messages: unknown[] = [];
  const json = xml2json(xml, { strict: true, messages });
  if (messages.length > 0) throw new Error(JSON.stringify(messages));
  return json;
}
