/** The name of a column or type as it is compared: files differ in case, blanks and punctuation. */
export const normalisedName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
