import type { HttpRequest } from './sendHttp.ts';

/** What a script needs of the world. */
export interface PowerShellHost {
  /** Sends what Invoke-RestMethod describes and gives back what it would: the value of a JSON answer, else its text. */
  readonly send: (request: HttpRequest) => Promise<unknown>;
  /** Runs a program and gives back its output. */
  readonly run: (command: string) => Promise<string>;
}

/** Of Invoke-RestMethod. What is written to OutFile is thrown away. */
const parameters: ReadonlySet<string> = new Set(['Method', 'Uri', 'Headers', 'ContentType', 'Body', 'OutFile']);

type Values = Map<string, unknown>;

const memberOf = (value: unknown, name: string): unknown => (value as Readonly<Record<string, unknown>>)[name];

/**
 * The few sentences of PowerShell the documents use, read strictly: assignments, strings, hashtables, members,
 * ConvertTo-Json, Format-Table, Invoke-RestMethod and programs. Whatever else stands in a script is an error.
 */
class Script {
  #at = 0;
  readonly #text: string;
  readonly #values: Values;
  readonly #host: PowerShellHost;

  constructor(text: string, values: Values, host: PowerShellHost) {
    // A backtick at the end of a line joins it with the next one.
    this.#text = text.replaceAll(/`\n\s*/g, ' ');
    this.#values = values;
    this.#host = host;
  }

  /** Takes what matches here, blanks before it left out; undefined when it does not. */
  #take(pattern: RegExp): string | undefined {
    const found = new RegExp(`[ \\t]*(${pattern.source})`, 'y');
    found.lastIndex = this.#at;
    const match = found.exec(this.#text);
    if (match === null) return undefined;
    this.#at = found.lastIndex;
    return match[1];
  }

  #must(pattern: RegExp): string {
    const taken = this.#take(pattern);
    if (taken === undefined)
      throw new Error(`PowerShell that is not understood: ${this.#text.slice(this.#at, this.#at + 80)}`);
    return taken;
  }

  #variable(path: string): unknown {
    const [name = '', ...members] = [...path.matchAll(/'([^']+)'|\w+/g)].map(([word, quoted]) => quoted ?? word);
    if (!this.#values.has(name)) throw new Error(`$${name} is not set`);
    return members.reduce(memberOf, this.#values.get(name));
  }

  /** "..." with variables, $(variable.member) and escapes. */
  #expand(text: string): string {
    return text.replaceAll(
      /`(.)|\$\((\$[\w.]+)\)|\$(\w+)/g,
      (_, escaped?: string, path?: string, name?: string) =>
        escaped ?? String(this.#variable(path?.slice(1) ?? name ?? '')),
    );
  }

  async #hashtable(): Promise<object> {
    const members: [string, unknown][] = [];
    for (;;) {
      this.#take(/[\s;]*/);
      if (this.#take(/\}/) !== undefined) return Object.fromEntries(members);
      const name = this.#must(/\w+|'[^']*'/).replaceAll("'", '');
      this.#must(/=/);
      members.push([name, await this.#value()]);
    }
  }

  async #list(): Promise<unknown[]> {
    const items: unknown[] = [];
    for (;;) {
      this.#take(/[\s,]*/);
      if (this.#take(/\)/) !== undefined) return items;
      items.push(await this.#value());
    }
  }

  async #value(): Promise<unknown> {
    const single = this.#take(/'(?:[^']|'')*'/);
    if (single !== undefined) return single.slice(1, -1).replaceAll("''", "'");
    const double = this.#take(/"(?:[^"`]|`.)*"/);
    if (double !== undefined) return this.#expand(double.slice(1, -1));
    if (this.#take(/@\{/) !== undefined) return await this.#hashtable();
    if (this.#take(/@\(/) !== undefined) return await this.#list();
    const number = this.#take(/-?\d+\b/y);
    if (number !== undefined) return Number(number);
    const path = this.#take(/\$\w+(?:\.(?:\w+|'[^']+'))*/);
    if (path !== undefined) return this.#variable(path.slice(1));
    if (this.#take(/\(/) !== undefined) {
      const inner = await this.#pipeline();
      this.#must(/\s*\)/y);
      return (
        this.#take(/(?:\.\w+)+/)
          ?.slice(1)
          .split('.') ?? []
      ).reduce(memberOf, inner);
    }
    const command = this.#take(/npm [^|\n]+/);
    if (command !== undefined) return (await this.#host.run(command)).trim();
    this.#must(/Invoke-RestMethod\b/);
    return await this.#invoke();
  }

  async #invoke(): Promise<unknown> {
    const given: Record<string, unknown> = {};
    for (let name = this.#take(/-\w+/); name !== undefined; name = this.#take(/-\w+/))
      given[name.slice(1)] = this.#take(/[A-Za-z][\w.]*(?=\s|$)/y) ?? (await this.#value());
    const unknown = Object.keys(given).filter((name) => !parameters.has(name));
    if (unknown.length > 0) throw new Error(`Invoke-RestMethod is not understood with ${unknown.join(', ')}`);
    const text = (name: string): string | undefined => {
      const value = given[name];
      if (value !== undefined && typeof value !== 'string') throw new Error(`-${name} is to be a string`);
      return value;
    };
    const type = text('ContentType');
    return await this.#host.send({
      method: text('Method')?.toUpperCase() ?? 'GET',
      url: text('Uri') ?? '',
      headers: { ...(given['Headers'] as Record<string, string>), ...(type && { 'Content-Type': type }) },
      body: text('Body'),
    });
  }

  async #pipeline(): Promise<unknown> {
    let value = await this.#value();
    while (this.#take(/\|/) !== undefined) {
      const [command] = this.#must(/ConvertTo-Json(?: -Depth \d+)?|Format-Table/).split(' ');
      if (command === 'ConvertTo-Json') value = JSON.stringify(value);
    }
    return value;
  }

  async run(): Promise<void> {
    for (;;) {
      this.#take(/(?:\s|#[^\n]*)*/);
      if (this.#at >= this.#text.length) return;
      const target = this.#take(/\$\w+(?= *=)/);
      if (target !== undefined) this.#must(/=/);
      const value = await this.#pipeline();
      if (target !== undefined) this.#values.set(target.slice(1), value);
      if (this.#at < this.#text.length) this.#must(/(?:#[^\n]*)?\n/y);
    }
  }
}

/** Reads a script, sending its requests; `values` are its variables, before and after. */
export async function runPowerShell(text: string, values: Values, host: PowerShellHost): Promise<void> {
  await new Script(text, values, host).run();
}
