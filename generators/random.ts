/**
 * The only source of randomness of the generators. Integer arithmetic and exact divisions only, so a stream is the
 * same on every platform (no `Math.sin`, `Math.log` or other functions whose last digits engines may choose).
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(a: number, b: number, c: number) {
    this.#a = a;
    this.#b = b;
    this.#c = c;
    for (let round = 0; round < 12; round += 1) this.uint32();
  }

  /** An integer in [0, 2³²): sfc32 (small fast counter, Doty-Humphrey). */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A number in [0, 1). */
  next(): number {
    return this.uint32() / 4294967296;
  }

  /** An integer between `low` and `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with probability `p` (0 to 1). */
  chance(p: number): boolean {
    return this.next() < p;
  }

  /** One entry of a list. Throws a RangeError when the list is empty. */
  pick<T>(list: readonly T[]): T {
    const index = Math.floor(this.next() * list.length);
    if (index >= list.length) throw new RangeError('cannot pick from an empty list');
    return list[index] as T;
  }

  /** One value of a list of `[value, weight]`. */
  weighted<T>(entries: readonly (readonly [T, number])[]): T {
    let total = 0;
    for (const entry of entries) total += entry[1];
    let at = this.next() * total;
    for (const [value, weight] of entries) {
      at -= weight;
      if (at < 0) return value;
    }
    throw new RangeError('cannot choose from an empty list of weights');
  }

  /** Up to `count` different entries of a list, in the order drawn. */
  some<T>(list: readonly T[], count: number): T[] {
    const rest = [...list];
    const chosen: T[] = [];
    while (chosen.length < count && rest.length > 0) {
      chosen.push(...rest.splice(Math.floor(this.next() * rest.length), 1));
    }
    return chosen;
  }

  /** A bell-shaped value around `mean`, never further away than `spread`. */
  around(mean: number, spread: number): number {
    return mean + spread * ((this.next() + this.next() + this.next()) / 1.5 - 1);
  }
}

/**
 * The stream of a named purpose: the same seed and labels always give the same values, and other labels give
 * unrelated ones, so that adding a draw in one place moves nothing elsewhere.
 */
export function stream(seed: string, ...labels: readonly (string | number)[]): Random {
  let a = 0x243f6a88;
  let b = 0x85a308d3;
  let c = 0x13198a2e;
  const absorb = (word: number): void => {
    a = Math.imul(a ^ word, 0x9e3779b1);
    b = Math.imul(b ^ (a >>> 15) ^ word, 0x85ebca6b);
    c = Math.imul(c ^ (b >>> 13) ^ word, 0xc2b2ae35);
    a = (a ^ (c >>> 16)) | 0;
  };
  const absorbText = (text: string): void => {
    for (let index = 0; index < text.length; index += 1) absorb(text.charCodeAt(index));
    absorb(0x10000 + text.length);
  };
  absorbText(seed);
  for (const label of labels) {
    if (typeof label === 'string') absorbText(label);
    else {
      absorb(label | 0);
      absorb(Math.floor(label / 4294967296) + 0x20000);
    }
  }
  return new Random(a, b, c);
}
