import type { AllergyIntolerance } from 'fhir/r4.js';
import { ALLERGIES, type Allergy, NO_KNOWN_ALLERGY } from '../../codes/clinical.ts';
import { concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { type ClinicalContext, claims, subjectOf } from './clinical.ts';

const ACTIVE = concept(system.allergyClinical, 'active', 'Active');
const CONFIRMED = concept(system.allergyVerification, 'confirmed', 'Confirmed');
const RESOLVED = concept(system.allergyClinical, 'resolved', 'Resolved');
const ALLERGIC = 0.3;
const OUTGROWN = 0.12;

/**
 * US Core 6.1.0 AllergyIntolerance as asked for at the first assessment: an allergy, or that none is known.
 *
 * @param day of the assessment, days since 1970-01-01
 */
export function allergyIntolerance(context: ClinicalContext, day: number): AllergyIntolerance {
  const { facts, random } = context;
  const drawn = random.chance(ALLERGIC);
  const allergic = drawn || facts.index === 0;
  const allergy = random.pick(ALLERGIES);
  return {
    resourceType: 'AllergyIntolerance',
    id: context.nextId('AllergyIntolerance'),
    meta: claims('us-core-allergyintolerance'),
    clinicalStatus: allergic && random.chance(OUTGROWN) ? RESOLVED : ACTIVE,
    verificationStatus: CONFIRMED,
    ...(allergic ? substance(allergy) : { code: concept(system.snomed, ...NO_KNOWN_ALLERGY) }),
    patient: subjectOf(context),
    recordedDate: isoDate(day),
  };
}

function substance({ system: codes, substance, category, manifestation, severity }: Allergy) {
  return {
    type: 'allergy' as const,
    category: [category],
    criticality: severity === 'severe' ? ('high' as const) : ('low' as const),
    code: concept(system[codes], ...substance),
    reaction: [{ manifestation: [concept(system.snomed, ...manifestation)], severity }],
  };
}
