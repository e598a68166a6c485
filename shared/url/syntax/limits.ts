/**
 * Hard limits of one parsed text, so that parsing takes time in proportion to its length: 5 ms where it was measured, for the
 * longest of the dearest kind. It is the one step nothing is charged for; what expressions cost when they are bound and
 * evaluated is limited by the meter of the request.
 */
export const limits = {
  /** UTF-16 units of one decoded query option, and bytes of all options of a `/$query` or of a link together. */
  length: 65_536,
  /** UTF-16 units of the whole resource path. */
  path: 8192,
  /** Brackets, calls and unary operators inside one another. */
  depth: 100,
  /** Nodes of the syntax tree of one option or path. */
  nodes: 2000,
  /** Query options of one URL. */
  options: 100,
  /** UTF-16 units of an identifier (ABNF rule odataIdentifier). */
  identifier: 128,
} as const;
