/**
 * Preloaded into what a document shows in JavaScript: there, the service is at an https address, as the SDKs want it. Here
 * stands what would end TLS in front of it, for requests and for the addresses in its answers.
 */
const send = globalThis.fetch;
const service = process.env.URL.replace(/^https:/, 'http:');

globalThis.fetch = async (input, init) => {
  const address = typeof input === 'string' ? input : String(input.url ?? input);
  if (!address.startsWith(process.env.URL)) throw new Error(`${address} is not an address of the service`);
  const answer = await send(address.replace(/^https:/, 'http:'), init);
  const empty = [204, 304].includes(answer.status);
  const text = (await answer.text()).replaceAll(service, process.env.URL);
  return new globalThis.Response(empty ? null : text, { status: answer.status, headers: answer.headers });
};
