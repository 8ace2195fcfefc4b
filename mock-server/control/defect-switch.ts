import type { Awaitable } from '../awaitable.ts';
import type { Defect } from './defect.ts';

/** A defect was named that is not in the catalogue. The message is one line for people. */
export class UnknownDefect extends Error {
  override readonly name = 'UnknownDefect';
}

const NONE: readonly Defect[] = [];

/**
 * Which defects are in force: for everyone, for one client, or for one request. The same combination is always the
 * same array, so that decorated ports are made once.
 */
export class DefectSwitch {
  readonly #atStart: readonly string[];
  #forAll: readonly string[];
  readonly #byClient = new Map<string, readonly string[]>();
  readonly #combinations = new Map<string, readonly Defect[]>();
  readonly #load: () => Promise<readonly Defect[]>;
  #catalogue: ReadonlyMap<string, Defect> | undefined;

  /**
   * @param atStart names in force for everyone from the start
   * @param load the catalogue; called when a defect is first needed
   */
  constructor(atStart: readonly Defect[], load: () => Promise<readonly Defect[]>) {
    this.#atStart = atStart.map(({ name }) => name);
    this.#forAll = this.#atStart;
    this.#load = async () => [...atStart, ...(await load())];
  }

  async catalogue(): Promise<ReadonlyMap<string, Defect>> {
    this.#catalogue ??= new Map((await this.#load()).map((defect) => [defect.name, defect]));
    return this.#catalogue;
  }

  get forAll(): readonly string[] {
    return this.#forAll;
  }

  get byClient(): ReadonlyMap<string, readonly string[]> {
    return this.#byClient;
  }

  /** @throws UnknownDefect */
  async set(names: readonly string[], clientId?: string): Promise<void> {
    await this.#named(names);
    if (clientId === undefined) this.#forAll = [...new Set(names)];
    else if (names.length === 0) this.#byClient.delete(clientId);
    else this.#byClient.set(clientId, [...new Set(names)]);
  }

  /** Back to those of the start. */
  reset(): void {
    this.clear();
    this.#forAll = this.#atStart;
  }

  clear(): void {
    this.#forAll = [];
    this.#byClient.clear();
  }

  /**
   * @param clientId whose request it is, as far as known
   * @param asked names that the request itself asks for
   * @throws UnknownDefect
   */
  inForce(clientId: string | undefined, asked: readonly string[]): Awaitable<readonly Defect[]> {
    const own = clientId === undefined ? undefined : this.#byClient.get(clientId);
    if (this.#forAll.length === 0 && own === undefined && asked.length === 0) return NONE;
    const names = [...new Set([...this.#forAll, ...(own ?? []), ...asked])];
    const key = names.join('\n');
    return this.#combinations.get(key) ?? this.#combined(key, names);
  }

  async #combined(key: string, names: readonly string[]): Promise<readonly Defect[]> {
    const named = await this.#named(names);
    const known = this.#combinations.get(key) ?? named;
    this.#combinations.set(key, known);
    return known;
  }

  async #named(names: readonly string[]): Promise<Defect[]> {
    const catalogue = await this.catalogue();
    return names.map((name) => {
      const defect = catalogue.get(name);
      if (!defect) throw new UnknownDefect(`defect "${name}" is not in the catalogue`);
      return defect;
    });
  }
}
