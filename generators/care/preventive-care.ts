import { businessDayFrom } from '../business-days.ts';
import type { Fill, OfficeVisit } from '../care-event.ts';
import { CHRONIC } from '../codes/conditions.ts';
import { RETINAL_IMAGING } from '../codes/services.ts';
import { influenzaVaccineOf, VACCINES, type Vaccine } from '../codes/vaccines.ts';
import { dayOf } from '../days.ts';
import { ageAt } from '../life.ts';
import type { MemberFacts, Origin } from '../member.ts';
import { stream } from '../random.ts';
import type { RegularCare } from './year.ts';

const IMMUNIZATION = ['Z23', 'Encounter for immunization'] as const;
const VACCINATED = 0.6;
const ONCE_IN_LIFE = [VACCINES.tdap, VACCINES.zoster, VACCINES.pneumococcal] as const;
/** Years between two of the vaccines above. */
const SPACING = 2;

/**
 * Vaccinations at the pharmacy and the yearly look at a diabetic's retina: a pure function of seed, member and year,
 * drawn apart from other care.
 */
export function preventiveCare(
  { seed, anchorYear }: Origin,
  facts: MemberFacts,
  { primary, pharmacy }: RegularCare,
  year: number,
): (Fill | OfficeVisit)[] {
  const random = stream(seed, 'preventive care', facts.index, year);
  const injected = (vaccine: Vaccine, day: number): Fill => ({
    kind: 'pharmacy',
    day,
    minute: random.int(40, 72) * 15,
    clinician: primary,
    site: pharmacy,
    diagnoses: [IMMUNIZATION],
    drug: vaccine.drug,
    refill: 0,
    refillsAuthorized: 0,
    daysSupply: 1,
  });

  const season = dayOf(year, 9, 15) + random.int(0, 60);
  const isOldEnough = ({ fromAge }: Vaccine, day: number): boolean => ageAt(facts.birthDay, day) >= fromAge;
  const influenza = influenzaVaccineOf(year);
  const care: (Fill | OfficeVisit)[] =
    random.chance(VACCINATED) && isOldEnough(influenza, season) ? [injected(influenza, season)] : [];
  const turn = (((year - anchorYear + facts.index) % 6) + 6) % 6;
  const vaccine = turn % SPACING === 0 ? ONCE_IN_LIFE[turn / SPACING] : undefined;
  const day = dayOf(year, 2, 1) + random.int(0, 120);
  if (vaccine && random.chance(VACCINATED) && isOldEnough(vaccine, day)) care.push(injected(vaccine, day));
  if (facts.chronic.includes('diabetes')) {
    const { code, display } = CHRONIC.diabetes;
    care.push({
      kind: 'office',
      day: businessDayFrom(dayOf(year, 4, 1) + random.int(0, 200)),
      minute: random.int(36, 60) * 15,
      clinician: primary,
      site: primary.site,
      diagnoses: [[code, display]],
      services: [RETINAL_IMAGING],
      annual: false,
    });
  }
  return care;
}
