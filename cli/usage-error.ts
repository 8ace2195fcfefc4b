/** Wrong input. The message is one line for people; the command ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * @param where names the place that lists all that is allowed, when that is more than a line holds
 * @throws UsageError when a value is not one of those allowed
 */
export function oneOf(option: string, value: string, allowed: readonly string[], where?: string): void {
  if (allowed.includes(value)) return;
  const near = nearest(value, allowed);
  const meant = near.length > 0 ? [`did you mean ${near.join(', ')}?`] : [];
  const all = where ?? `allowed are ${allowed.join(', ')}`;
  throw new UsageError(
    `${option} ${JSON.stringify(value.slice(0, LONGEST))}: unknown; ${[...meant, all].join(' ')}`,
  );
}

/** Characters of a wrong value that are repeated. */
const LONGEST = 100;
/** Names that are suggested. */
const MOST = 3;
/** Least likeness of what is suggested: below it names have little more than an ending in common. */
const LIKE = 0.5;

function nearest(value: string, names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, likeness: likeness(value, name) }))
    .filter((one) => one.likeness >= LIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** Share of the pairs of letters that two names have in common (Sørensen and Dice); more when one holds the other. */
function likeness(a: string, b: string): number {
  const [these, those] = [pairsOf(a), pairsOf(b)];
  const share = (2 * these.intersection(those).size) / Math.max(1, these.size + those.size);
  const isPart = a.length > 2 && b.length > 2 && (a.includes(b) || b.includes(a));
  return isPart ? LIKE + share : share;
}

function pairsOf(name: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, name.length - 1) }, (_, at) => name.slice(at, at + 2)));
}
