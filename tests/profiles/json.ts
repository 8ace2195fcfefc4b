/** A JSON object that a test reads or changes. */
export type Json = { [key: string]: unknown };

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Steps from the root of a resource: property names and array positions. */
export type Steps = readonly (string | number)[];

/** What stands at the end of the steps, or undefined. */
export function valueAt(root: unknown, steps: Steps): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof step === 'number') value = Array.isArray(value) ? value[step] : undefined;
    else value = isJson(value) ? value[step] : undefined;
  }
  return value;
}

/** A copy of the resource with another value at the end of the steps; undefined takes the member away. */
export function withValue(root: Json, steps: Steps, value: unknown): Json {
  const copy = structuredClone(root);
  const owner = valueAt(copy, steps.slice(0, -1));
  const last = steps.at(-1);
  if (Array.isArray(owner) && typeof last === 'number') {
    if (value === undefined) owner.splice(last, 1);
    else owner[last] = value;
  } else if (isJson(owner) && typeof last === 'string') {
    if (value === undefined) delete owner[last];
    else owner[last] = value;
  } else {
    throw new Error(`nothing stands at ${steps.join('.')}`);
  }
  return copy;
}

/** The steps as FHIRPath with indexes: `Patient.identifier[1].system`. */
export const pathOf = (root: string, steps: Steps): string =>
  steps.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : `${path}.${step}`),
    root,
  );

/** Whether the value holds everything of the pattern (elementdefinition.html, pattern[x]). */
export function holds(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern)) {
    return Array.isArray(value) && pattern.every((part) => value.some((item) => holds(item, part)));
  }
  if (isJson(pattern)) {
    return isJson(value) && Object.entries(pattern).every(([key, part]) => holds(value[key], part));
  }
  return value === pattern;
}
