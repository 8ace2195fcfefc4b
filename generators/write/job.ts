import { instantOf } from '../days.ts';
import { checkOptions, OptionError, type PopulationOptions } from '../options.ts';

/**
 * How members and directory are laid out in files: NDJSON per resource type; transaction Bundles, one a line; or one
 * self-contained collection Bundle per member, one a line, with the directory beside.
 */
export const WRITE_FORMATS = ['ndjson', 'transaction', 'member-bundles'] as const;

export type WriteFormat = (typeof WRITE_FORMATS)[number];

export interface JobOptions extends PopulationOptions {
  readonly format?: WriteFormat;
  /** Only what is available then (ms since the epoch); midnight UTC of the anchor unless given. */
  readonly asOf?: number;
  /** Position of the first member written. The directory goes with position 0. */
  readonly from?: number;
  /** Position after the last member written; `members` unless given. */
  readonly to?: number;
}

/** What decides every byte written: plain data, for worker threads and the manifest. */
export interface Job {
  readonly format: WriteFormat;
  readonly seed: string;
  readonly members: number;
  readonly practitioners: number;
  readonly anchor: string;
  /** FHIR instant. */
  readonly asOf: string;
  readonly from: number;
  readonly to: number;
}

/** Fills in defaults. Throws an {@link OptionError} on a value that cannot be used. */
export function createJob({ format = 'ndjson', asOf, from = 0, to, ...options }: JobOptions): Job {
  const { anchor = '2026-01-01' } = options;
  const { seed, members, practitioners } = checkOptions(options);
  if (!WRITE_FORMATS.includes(format)) {
    throw new OptionError('format', format, `allowed are ${WRITE_FORMATS.join(', ')}`);
  }
  const moment = asOf ?? instantOf(Date.parse(anchor) / 86_400_000);
  if (Number.isNaN(new Date(moment).getTime())) {
    throw new OptionError('as-of', asOf, 'must be a moment in time');
  }
  if (!Number.isInteger(from) || from < 0 || from >= members) {
    throw new OptionError('from', from, `members of ${members} are at positions 0 to ${members - 1}`);
  }
  const end = to ?? members;
  if (!Number.isInteger(end) || end <= from || end > members) {
    throw new OptionError(
      'to',
      end,
      `must be after --from ${from} and at most ${members}, the number of members`,
    );
  }
  return {
    format,
    seed,
    members,
    practitioners,
    anchor,
    asOf: new Date(moment).toISOString(),
    from,
    to: end,
  };
}
