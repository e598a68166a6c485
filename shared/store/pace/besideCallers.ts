/**
 * How rows are written beside callers, of whom the next refusal may be: in times of what they take, after how many again faster,
 * how many rows are left to callers after a refusal, because few rows at a time would else leave none, and how much slower a row
 * is held to be when a caller was refused; of so many of them one after the other, because they may come by hundreds.
 */
export const besideCallers = {
  start: 1.4,
  again: 0.6,
  careful: 25,
  left: 20,
  slower: 1.25,
  tell: 6,
  milliseconds: 15_000,
};
