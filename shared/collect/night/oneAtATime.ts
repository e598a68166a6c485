/** Gives turns, one after the other: the result resolves when it is one's turn, to what ends it. */
export function oneAtATime(): () => Promise<() => void> {
  let last = Promise.resolve();
  return async () => {
    const before = last;
    let release: () => void = () => undefined;
    last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  };
}
