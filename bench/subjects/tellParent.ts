/** Tells the process that forked this one where it listens, and ends with it. */
export function tellParent(message: Readonly<Record<string, unknown>>): void {
  process.once('disconnect', () => process.exit());
  process.send?.(message);
}
