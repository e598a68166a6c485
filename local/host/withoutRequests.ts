/** What the app logs on stdout but for the lines about requests, which a terminal has in a form for people. */
export async function* withoutRequests(lines: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  for await (const line of lines) if (!line.startsWith('{"level":"info","message":"request",')) yield `${line}\n`;
}
