/** The environment variables as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a setting without surrounding blanks; undefined when it is absent or empty. */
export function settingValue(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}

/** The items of a comma list; undefined when the setting is absent or holds nothing but commas. */
export function settingList(environment: Environment, name: string): readonly string[] | undefined {
  const items = (settingValue(environment, name) ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return items.length === 0 ? undefined : items;
}
