import { businessDayFrom } from '../business-days.ts';
import type { LaboratoryTest, OfficeVisit } from '../care-event.ts';
import { CHECK_UP, CHILD_CHECK_UP, URINARY_INFECTION } from '../codes/conditions.ts';
import { happens, somewhen, workday, type Year } from './year.ts';

const SCREENINGS = ['lipids', 'metabolic', 'bloodCount'] as const;
const CHILD_SCREENINGS = ['bloodCount'] as const;

/** Standing orders twice a year for the chronically ill, two screenings for others, and now and then a culture. */
export function laboratoryTests(year: Year, visits: readonly OfficeVisit[]): LaboratoryTest[] {
  const { random, facts, providers, firstDay, age, primary, chronic, known } = year;
  if (facts.persona?.withoutLabs || age < 1) return [];
  const screenings = age < 18 ? CHILD_SCREENINGS : SCREENINGS;
  const laboratories = providers.sitesOf('laboratory');
  const standing = [...new Set(chronic.flatMap(({ labs }) => labs))];
  const rounds =
    standing.length > 0 ? [standing, standing] : [[random.pick(screenings)], [random.pick(screenings)]];
  const tests: LaboratoryTest[] = rounds.map((orders, n) => ({
    kind: 'laboratory',
    day: businessDayFrom((visits[n * 2]?.day ?? somewhen(random, firstDay)) + random.int(0, 6)),
    minute: random.int(28, 44) * 15,
    clinician: primary,
    site: random.pick(laboratories),
    diagnoses: known.length > 0 ? known.slice(0, 2) : [age < 18 ? CHILD_CHECK_UP : CHECK_UP],
    orders,
    culture: false,
  }));
  if (!happens(year, 'culture', 0.08)) return tests;
  const culture: LaboratoryTest = {
    kind: 'laboratory',
    day: workday(random, firstDay),
    minute: random.int(32, 60) * 15,
    clinician: primary,
    site: random.pick(laboratories),
    diagnoses: [URINARY_INFECTION],
    orders: [],
    culture: true,
  };
  return [...tests, culture];
}
