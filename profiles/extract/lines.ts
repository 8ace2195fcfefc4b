/** JSON, one item to a line. */
export const list = <T>(
  items: readonly T[],
  write: (item: T) => string = (item) => JSON.stringify(item),
): string =>
  items.length === 0 ? '[]\n' : `[\n${items.map((item) => write(item).trimEnd()).join(',\n')}\n]\n`;

/** A JSON object, one property to a line; in the lists and objects among them one item to a line. */
export function record(value: object): string {
  const lines = Object.entries(value).map(([key, item]) => `  ${JSON.stringify(key)}: ${property(item)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

function property(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const items = Array.isArray(value)
    ? value.map((item) => JSON.stringify(item))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${JSON.stringify(item)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${items.map((item) => `    ${item}`).join(',\n')}\n  ${close}`;
}
