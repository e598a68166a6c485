import type { Meter } from '../../expression/cost/meter.ts';

/** Characters that are written between two looks at the clock, beside those of one item. */
const enough = 16 * 1024;

/** Characters of an item that are charged between two looks at the clock. */
const atOnce = 256 * 1024;

/** Writes the items of a JSON array, without its brackets; charges their characters, and lets others have their turn meanwhile. */
export async function writeItems<T>(items: readonly T[], write: (item: T) => string, meter: Meter): Promise<string> {
  let text = '';
  let charged = 0;
  const charge = async (): Promise<void> => {
    for (; charged < text.length; charged = Math.min(text.length, charged + atOnce)) {
      meter.charge(Math.min(text.length - charged, atOnce));
      await meter.pause();
    }
  };
  // What the items themselves cost may be a turn by itself.
  await meter.pause();
  for (const item of items) {
    const made = meter.run(write, item);
    const one = made instanceof Promise ? await made : made;
    text += text === '' ? one : `,${one}`;
    if (text.length - charged < enough) continue;
    await charge();
  }
  await charge();
  return text;
}
