import { hash } from 'node:crypto';
import { NumberList } from './numberList.ts';

/** Slots there are at the beginning; a power of two. */
const fewest = 2048;

/** Four bytes of a digest, one in each character. */
function unitAt(digest: string, place: number): number {
  const [low, high] = [digest.charCodeAt(place) | (digest.charCodeAt(place + 1) << 8), digest.charCodeAt(place + 2)];
  return (low | (high << 16) | (digest.charCodeAt(place + 3) << 24)) >>> 0;
}

/**
 * Numbers texts, from 0 in the order they come first: for the keys of a file of a million rows, in 16 to 24 bytes each. The
 * texts are not kept: they are told apart by 64 bits of their SHA-1, by which two of a million are taken for one in a file
 * of 37 million.
 */
export class TextNumbers {
  #size = 0;
  /** The two halves of the fingerprint of each number. */
  readonly #high = new NumberList();
  readonly #low = new NumberList();
  /** Numbers and 1 at the place of their fingerprint or behind it, at most half full; 0 where there is none. */
  #slots = new Uint32Array(fewest);

  /** How many texts have a number. */
  get size(): number {
    return this.#size;
  }

  /** The number of a text, which it keeps. */
  numberOf(text: string): number {
    const digest = hash('sha1', text, 'binary');
    const [high, low] = [unitAt(digest, 0), unitAt(digest, 4)];
    let slot = this.#slotOf(high, low);
    const found = this.#slots[slot] ?? 0;
    if (found > 0) return found - 1;
    if (this.#size * 2 === this.#slots.length) {
      this.#grow();
      slot = this.#slotOf(high, low);
    }
    this.#high.set(this.#size, high);
    this.#low.set(this.#size, low);
    this.#size += 1;
    this.#slots[slot] = this.#size;
    return this.#size - 1;
  }

  /** The slot that holds the number of a fingerprint, or the empty one where it belongs. */
  #slotOf(high: number, low: number): number {
    const mask = this.#slots.length - 1;
    let slot = low & mask;
    for (;;) {
      const found = this.#slots[slot] ?? 0;
      if (found === 0 || (this.#high.at(found - 1) === high && this.#low.at(found - 1) === low)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let number = 0; number < this.#size; number += 1) {
      this.#slots[this.#slotOf(this.#high.at(number), this.#low.at(number))] = number + 1;
    }
  }
}
