/** Wrong input. The message is one line for people; the command ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError when a value is not one of those allowed */
export function oneOf(option: string, value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  const near = allowed.filter((name) => name.includes(value) || value.includes(name)).slice(0, 5);
  const shown = near.length > 0 ? `did you mean ${near.join(', ')}?` : `allowed are ${shorten(allowed)}`;
  throw new UsageError(`${option} ${value}: unknown; ${shown}`);
}

function shorten(names: readonly string[]): string {
  return names.length <= 30
    ? names.join(', ')
    : `${names.slice(0, 30).join(', ')}, … (${names.length} in all)`;
}
