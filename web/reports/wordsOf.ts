/** The words of a name in camel case, as a person would write them: `office365ActiveUserCounts` is "Office 365 active user counts". */
export function wordsOf(name: string): string {
  const words = name.replace(/([a-z])([A-Z0-9])|([0-9])([A-Za-z])/g, '$1$3 $2$4').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
