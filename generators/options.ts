/** A generator option that cannot be used; the message is one line for people and names option and value. */
export class OptionError extends Error {
  readonly option: string;

  constructor(option: string, value: unknown, problem: string) {
    super(`--${option} ${String(value)}: ${problem}`);
    this.name = 'OptionError';
    this.option = option;
  }
}

/** Member indices are part of ids and user names; beyond this they would not stay readable. */
const MOST_MEMBERS = 1_000_000_000;
/** Fewer would leave professions or specialties without anyone. */
const FEWEST_PRACTITIONERS = 16;
const MOST_PRACTITIONERS = 1_000_000;

export interface PopulationOptions {
  /** Everything is derived from it. */
  readonly seed?: string;
  /** How many members there are; the data of each does not depend on it. */
  readonly members?: number;
  /** Clinicians in the directory, at least 16. */
  readonly practitioners?: number;
  /** The fixed date (YYYY-MM-DD) around which lives are laid out; never "today". */
  readonly anchor?: string;
}

export interface CheckedOptions {
  readonly seed: string;
  readonly members: number;
  readonly practitioners: number;
  readonly anchorYear: number;
}

/** Fills in defaults. Throws an {@link OptionError} on a value that cannot be used. */
export function checkOptions({
  seed = 'assay',
  members = 100,
  practitioners = 60,
  anchor = '2026-01-01',
}: PopulationOptions): CheckedOptions {
  if (seed === '') throw new OptionError('seed', '""', 'must not be empty');
  checkCount('members', members, 1, MOST_MEMBERS);
  checkCount('practitioners', practitioners, FEWEST_PRACTITIONERS, MOST_PRACTITIONERS);
  const time = Date.parse(`${anchor}T00:00:00Z`);
  if (
    !/^\d{4}-\d\d-\d\d$/.test(anchor) ||
    Number.isNaN(time) ||
    !new Date(time).toISOString().startsWith(anchor)
  ) {
    throw new OptionError('anchor', anchor, 'must be a date such as 2026-01-01');
  }
  return { seed, members, practitioners, anchorYear: new Date(time).getUTCFullYear() };
}

function checkCount(option: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new OptionError(option, value, `must be a whole number from ${least} to ${most}`);
  }
}
