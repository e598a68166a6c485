/** Between tries, as a share of how long nothing was taken, at most so many milliseconds; after so many seldom. */
const [lasting, longest, outage, seldom] = [0.2, 70, 5000, 0.1];

/** Milliseconds between tries where nothing was taken for so many: more the longer it lasts, because it may be that another instance is served. */
export function betweenTries(time: number): number {
  return Math.min(Math.max(longest, seldom * (time - outage)), lasting * time);
}
