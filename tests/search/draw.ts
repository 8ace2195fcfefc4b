/** Seeded draws, so that a failure comes again. */
export interface Draw {
  /** Below `limit`. */
  int(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** `undefined` from nothing. */
  maybe<T>(items: readonly T[]): T | undefined;
}

export function createDraw(seed: number): Draw {
  let state = seed | 0;
  // A Weyl sequence with a mixer (mulberry32).
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (limit: number) => Math.floor(next() * limit);
  const maybe = <T>(items: readonly T[]) => items[int(items.length)];
  return {
    int,
    chance: (probability) => next() < probability,
    maybe,
    pick: (items) => {
      const item = maybe(items);
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}
