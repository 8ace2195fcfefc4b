const PROBLEMS_KEPT = 20;

/** What is wrong with a set, in words; the first of it is kept. */
export class Problems {
  readonly kept: string[] = [];
  count = 0;

  add(problem: string): void {
    this.count += 1;
    if (this.kept.length < PROBLEMS_KEPT) this.kept.push(problem);
  }
}

export interface Totals {
  references: number;
}

/** The resources of one member, or of the directory, and where they lead. */
export class Group {
  readonly keys = new Set<string>();
  readonly #references = new Set<string>();
  readonly #problems: Problems;
  readonly #totals: Totals;

  constructor(problems: Problems, totals: Totals) {
    this.#problems = problems;
    this.#totals = totals;
  }

  add(key: string, place: string): void {
    if (this.keys.has(key)) this.#problems.add(`${place}: ${key} is there twice`);
    this.keys.add(key);
  }

  refer(reference: string): void {
    this.#totals.references += 1;
    this.#references.add(reference);
  }

  settle(owner: string, shared: ReadonlySet<string>): void {
    for (const reference of this.#references) {
      if (!this.keys.has(reference) && !shared.has(reference)) {
        this.#problems.add(`${owner}: refers to ${reference}, which is not there`);
      }
    }
  }
}
