/** A bad or missing setting: the message names it, says what was wrong and what would be right. */
export function settingError(name: string, problem: string, remedy: string): Error {
  return new Error(`The setting ${name} ${problem}. ${remedy}`);
}
