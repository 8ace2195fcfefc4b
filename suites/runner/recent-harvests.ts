import { type Harvest, harvestOf, type PagesRead } from './harvest.ts';

/** Characters of the bodies whose resources are held ready; parsed they take about five times as much memory. */
const HELD_READY = 6_000_000;

/**
 * Harvests, parsed as they are asked for. The last ones asked for are held ready; an older one is parsed again from its
 * recorded bodies, unless somebody still has it: then it is the same, down to the objects in it.
 */
export class RecentHarvests {
  readonly #made = new WeakMap<PagesRead, WeakRef<Harvest>>();
  readonly #ready = new Map<PagesRead, Harvest>();
  readonly #sizes = new WeakMap<PagesRead, number>();
  readonly #limit: number;
  #characters = 0;

  /** @param limit characters of bodies whose resources are held ready */
  constructor(limit: number = HELD_READY) {
    this.#limit = limit;
  }

  of(read: PagesRead): Harvest {
    const harvest = this.#made.get(read)?.deref() ?? harvestOf(read);
    this.#made.set(read, new WeakRef(harvest));
    this.#hold(read, harvest);
    return harvest;
  }

  #hold(read: PagesRead, harvest: Harvest): void {
    if (!this.#ready.delete(read)) this.#characters += this.#sizeOf(read);
    this.#ready.set(read, harvest);
    for (const [oldest] of this.#ready) {
      if (this.#characters <= this.#limit || oldest === read) return;
      this.#ready.delete(oldest);
      this.#characters -= this.#sizeOf(oldest);
    }
  }

  #sizeOf(read: PagesRead): number {
    const known = this.#sizes.get(read);
    if (known !== undefined) return known;
    const size = read.exchanges.reduce((sum, { response }) => sum + response.body.length, 0);
    this.#sizes.set(read, size);
    return size;
  }
}
