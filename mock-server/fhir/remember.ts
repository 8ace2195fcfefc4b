/** Computes a value once per object and keeps it as long as the object lives. */
export function rememberBy<Key extends object, Value>(derive: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    let entry = known.get(key);
    if (!entry) {
      entry = { value: derive(key) };
      known.set(key, entry);
    }
    return entry.value;
  };
}

/** A map that forgets what was not asked for longest. */
export class RecentMap<Value> {
  readonly #limit: number;
  readonly #entries = new Map<string, Value>();

  /** @param limit number of entries kept */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The value kept under `key`, computed if it is not there. */
  get(key: string, compute: () => Value): Value {
    const entries = this.#entries;
    const known = entries.get(key);
    const value = known === undefined ? compute() : known;
    if (known !== undefined) entries.delete(key);
    entries.set(key, value);
    if (entries.size > this.#limit) {
      for (const oldest of entries.keys()) {
        entries.delete(oldest);
        break;
      }
    }
    return value;
  }
}
