/** The codes of characters that JSON texts are read by (RFC 8259, 2 and 7). */
export const jsonCharacters = { quote: 0x22, comma: 0x2c, closingBrace: 0x7d, closingBracket: 0x5d } as const;
