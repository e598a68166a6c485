/** The name of a column or type as it is compared: files differ in case, blanks and punctuation. */
export const normalisedName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
