/** The colours of lines, in the order they are given out; each has a class `c-...` in the style sheet. */
const slots = ['1', '2', '4', '3', '5', '6', '7', '8'] as const;

/** A service keeps its colour everywhere: the property its figures have, and the colour. */
const ofServices: Readonly<Record<string, string>> = {
  office365: '8',
  exchange: '1',
  teams: '2',
  copilot: '3',
  sharePoint: '4',
  oneDrive: '5',
  yammer: '6',
};

/** Most lines a chart shows: there are no more colours that can be told apart. */
export const lineSlotCount = slots.length;

/**
 * A colour for each of the lines that are shown, none twice.
 *
 * @param before what was given out before: a line that is still shown keeps its colour
 */
export function lineSlotsOf(
  names: readonly string[],
  before: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  const give = (name: string, own: string | undefined): void => {
    if (own === undefined || taken.has(own) || given.has(name)) return;
    given.set(name, own);
    taken.add(own);
  };
  for (const name of names) give(name, ofServices[name.replace(/Active$/, '')]);
  for (const name of names) give(name, before.get(name));
  const free = slots.filter((slot) => !taken.has(slot));
  for (const name of names) if (!given.has(name)) given.set(name, free.shift() ?? '8');
  return given;
}
