import type { Meter } from '../../expression/cost/meter.ts';

/** Characters that are written between two looks at the clock, beside those of one item. */
const enough = 16 * 1024;

/** Writes the items of a JSON array, without its brackets; charges their characters, and lets others have their turn meanwhile. */
export async function writeItems<T>(items: readonly T[], write: (item: T) => string, meter: Meter): Promise<string> {
  let text = '';
  let charged = 0;
  // What the items themselves cost may be a turn by itself.
  await meter.pause();
  for (const item of items) {
    const made = meter.run(write, item);
    const one = made instanceof Promise ? await made : made;
    text += text === '' ? one : `,${one}`;
    if (text.length - charged < enough) continue;
    meter.charge(text.length - charged);
    charged = text.length;
    await meter.pause();
  }
  meter.charge(text.length - charged);
  return text;
}
