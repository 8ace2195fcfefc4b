import { dentalVisits } from './care/dental-visits.ts';
import { painFills, standingFills } from './care/fills.ts';
import { emergencyVisits, hospitalStays } from './care/hospital-care.ts';
import { laboratoryTests } from './care/laboratory-tests.ts';
import { dayCare, officeVisits } from './care/office-visits.ts';
import { preventiveCare } from './care/preventive-care.ts';
import { openYear } from './care/year.ts';
import type { CareEvent } from './care-event.ts';
import { coveredOn } from './enrollment.ts';
import type { MemberFacts, Origin } from './member.ts';
import type { Providers } from './sites.ts';

/**
 * What happens to a member in one calendar year, in the order drawn: a pure function of seed, anchor year, member and
 * year. Nothing happens before enrollment.
 */
export function eventsOf(
  origin: Origin,
  facts: MemberFacts,
  providers: Providers,
  year: number,
): readonly CareEvent[] {
  const context = openYear(origin, facts, providers, year);
  const visits = officeVisits(context);
  const events = [
    ...visits,
    ...laboratoryTests(context, visits),
    ...standingFills(context),
    ...painFills(context, visits),
    ...emergencyVisits(context),
    ...hospitalStays(context),
    ...dentalVisits(context),
    ...dayCare(context),
    ...preventiveCare(origin, facts, context, year),
  ];
  return events.filter((event) =>
    coveredOn(facts, event.kind === 'hospital' ? event.admitted : event.day, event.day),
  );
}
