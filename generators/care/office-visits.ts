import { businessDayFrom } from '../business-days.ts';
import type { OfficeVisit } from '../care-event.ts';
import { ACUTE, CHECK_UP, CHILD_CHECK_UP, metAt, NEEDS_HELP } from '../codes/conditions.ts';
import { annualVisitOf, DAY_CARE, OFFICE_EXTRAS, OFFICE_VISITS } from '../codes/services.ts';
import { coverOn } from '../enrollment.ts';
import { ageAt } from '../life.ts';
import { workday, type Year } from './year.ts';

export function officeVisits({
  random,
  facts,
  providers,
  firstDay,
  age,
  primary,
  known,
}: Year): OfficeVisit[] {
  const acute = metAt(ACUTE, age, ([code]) => code);
  const count = random.int(4, 6);
  const days = Array.from({ length: facts.persona?.visits ?? count }, () => workday(random, firstDay));
  return days
    .sort((a, b) => a - b)
    .map((day, n) => {
      const annual = n === 0;
      const clinician = annual || random.chance(0.7) ? primary : random.pick(providers.specialists);
      const ageThen = Math.max(0, ageAt(facts.birthDay, day));
      const checkUp = ageThen < 18 ? CHILD_CHECK_UP : CHECK_UP;
      const reason = annual ? checkUp : random.pick(known.length > 0 && random.chance(0.6) ? known : acute);
      return {
        kind: 'office',
        day,
        minute: random.int(32, 66) * 15,
        clinician,
        site: clinician.site,
        diagnoses: [reason, ...known.filter(([code]) => code !== reason[0])].slice(0, 3),
        services: [
          annual
            ? annualVisitOf(ageThen, (coverOn(facts, day) ?? facts.cover) !== 'medi-cal')
            : random.pick(OFFICE_VISITS),
          ...random.some(OFFICE_EXTRAS, random.int(0, 1)),
        ],
        annual,
      };
    });
}

/** Every working day: the centre, the way there and back, and help at home. Nothing is drawn. */
export function dayCare({ facts, firstDay, primary }: Year): OfficeVisit[] {
  if (!facts.persona?.dayCare) return [];
  const days = Array.from({ length: 365 }, (_, n) => firstDay + n).filter(
    (day) => businessDayFrom(day) === day,
  );
  return days.flatMap((day) =>
    DAY_CARE.map(({ minute, service }) => ({
      kind: 'office',
      day,
      minute,
      clinician: primary,
      site: primary.site,
      diagnoses: [NEEDS_HELP],
      services: [service],
      annual: false,
      standing: true,
    })),
  );
}
