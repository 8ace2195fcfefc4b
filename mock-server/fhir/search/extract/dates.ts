import { type DateRange, parseDate, parseInstant } from './date-range.ts';
import { createExtractors } from './extractor.ts';
import { isNode, member, members, type Node, textMember } from './walk.ts';

/** The stretches of time of dates, Periods and Timings; what cannot be read is not found. */
export const dateValues = createExtractors<DateRange>((node, { type }) => {
  if (typeof node === 'string') return known(type === 'instant' ? parseInstant(node) : parseDate(node));
  if (!isNode(node)) return [];
  return known(type === 'Timing' ? timingRange(node) : periodRange(node));
});

function known(range: DateRange | undefined): readonly DateRange[] {
  return range ? [range] : [];
}

/** A period without a start or an end goes on for ever there (FHIR R4 search.html#date). */
function periodRange(period: Node): DateRange | undefined {
  const start = textMember(period, 'start');
  const end = textMember(period, 'end');
  if (start === undefined && end === undefined) return undefined;
  return {
    low: (start === undefined ? undefined : parseDate(start)?.low) ?? Number.NEGATIVE_INFINITY,
    high: (end === undefined ? undefined : parseDate(end)?.high) ?? Number.POSITIVE_INFINITY,
  };
}

/** Of a schedule only the outer limits count (FHIR R4 search.html#date). */
function timingRange(timing: Node): DateRange | undefined {
  const events = members(timing, 'event').flatMap((event) =>
    typeof event === 'string' ? known(parseDate(event)) : [],
  );
  const bounds = member(member(timing, 'repeat') ?? {}, 'boundsPeriod');
  const all = [...events, ...(bounds ? known(periodRange(bounds)) : [])];
  if (all.length === 0) return undefined;
  return {
    low: Math.min(...all.map(({ low }) => low)),
    high: Math.max(...all.map(({ high }) => high)),
  };
}
