import type { DateRange } from './extract/date-range.ts';
import type { QuantityValue } from './extract/quantities.ts';

/** The prefixes of ordered values (FHIR R4 search.html#prefix). */
export const prefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;
export type Prefix = (typeof prefixes)[number];

type Comparison<Target, Sought> = (target: Target, sought: Sought) => boolean;

const within: Comparison<DateRange, DateRange> = (target, sought) =>
  target.low >= sought.low && target.high <= sought.high;
const reachesAfter: Comparison<DateRange, DateRange> = (target, sought) => target.high > sought.high;
const reachesBefore: Comparison<DateRange, DateRange> = (target, sought) => target.low < sought.low;

/** How the range of a date in a resource has to lie to that of the search. For `ap` the latter is widened before. */
export const dateComparisons: Readonly<Record<Prefix, Comparison<DateRange, DateRange>>> = {
  eq: within,
  ne: (target, sought) => !within(target, sought),
  gt: reachesAfter,
  lt: reachesBefore,
  ge: (target, sought) => reachesAfter(target, sought) || within(target, sought),
  le: (target, sought) => reachesBefore(target, sought) || within(target, sought),
  sa: (target, sought) => target.low > sought.high,
  eb: (target, sought) => target.high < sought.low,
  ap: (target, sought) => target.low <= sought.high && target.high >= sought.low,
};

/** A number in a search: as written, and the stretch `[low, high)` that its digits leave open. */
export interface SoughtNumber {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

type NumberTarget = Pick<QuantityValue, 'low' | 'high'>;

const isEqual: Comparison<NumberTarget, SoughtNumber> = (target, sought) =>
  target.low >= sought.low && target.high < sought.high;

/** All but `eq` and `ne` take the number as exact (FHIR R4 search.html#number). For `ap` the stretch is widened. */
export const numberComparisons: Readonly<Record<Prefix, Comparison<NumberTarget, SoughtNumber>>> = {
  eq: isEqual,
  ne: (target, sought) => !isEqual(target, sought),
  gt: ({ high }, { value }) => high > value,
  lt: ({ low }, { value }) => low < value,
  ge: ({ high }, { value }) => high >= value,
  le: ({ low }, { value }) => low <= value,
  sa: ({ low }, { value }) => low > value,
  eb: ({ high }, { value }) => high < value,
  ap: (target, sought) => target.low <= sought.high && target.high >= sought.low,
};
