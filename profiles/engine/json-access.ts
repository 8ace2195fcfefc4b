/** Careful access to JSON that others wrote: every reader gives a harmless value where the expected one is missing. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list; anything else in it is left out. */
export const objects = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

export const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The strings of a list; anything else in it (such as `null` beside a primitive's extension) is left out. */
export const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/**
 * The value of the one property of a choice such as `fixed[x]`, whatever its type.
 *
 * @param stem the name without `[x]`
 */
export function choice(owner: JsonObject, stem: string): unknown {
  for (const key in owner) {
    if (key.length > stem.length && key.startsWith(stem) && /[A-Z]/.test(key.charAt(stem.length))) {
      return owner[key];
    }
  }
  return undefined;
}

/** The extension of that URL on an element of a definition. */
export const extension = (owner: JsonObject, url: string): JsonObject | undefined =>
  objects(owner.extension).find((item) => item.url === url);
