/** A GUID in the hyphenated text form of RFC 9562, section 4, in any case. */
export const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
