/** How something that a check has made is taken away again. */
export type Undo = () => Promise<unknown>;

/** What was made at the target and has to go again, by what it is called there. */
export class Cleanup {
  readonly #undo = new Map<string, Undo>();

  add(what: string, undo: Undo): void {
    this.#undo.set(what, undo);
  }

  /** Says that it is gone already. */
  done(what: string): void {
    this.#undo.delete(what);
  }

  /**
   * Takes everything away, the newest first. Never throws.
   * @returns what could not be taken away, to be tried again or told
   */
  async run(): Promise<ReadonlyMap<string, Undo>> {
    const left = new Map<string, Undo>();
    for (const [what, undo] of [...this.#undo].reverse()) {
      try {
        await undo();
      } catch {
        left.set(what, undo);
      }
    }
    this.#undo.clear();
    return left;
  }
}
