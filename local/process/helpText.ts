/** An option of a command, as `parseArgs` takes it, with what `--help` says of it. */
interface DescribedOption {
  /** What stands behind it, such as `URL`; '' for a switch. */
  readonly value: string;
  readonly says: string;
}

/** What `--help` prints: how a command is written, what it does, and a line for each option. */
export function helpText(
  usage: string,
  purpose: readonly string[],
  options: Readonly<Record<string, DescribedOption>>,
): string {
  const names = Object.entries(options).map(([name, { value, says }]) => [`--${name} ${value}`.trim(), says] as const);
  const width = Math.max(...names.map(([name]) => name.length));
  return [usage, '', ...purpose, '', ...names.map(([name, says]) => `  ${name.padEnd(width)}  ${says}`)].join('\n');
}
