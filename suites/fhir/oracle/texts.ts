/** Members of HumanName and Address that no search by text looks at. */
const NOT_TEXT = new Set(['use', 'type', 'period', 'id', 'extension']);

/** The texts of a string, a name or an address. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    NOT_TEXT.has(name) || name.startsWith('_') ? [] : textsOf(item),
  );
}
