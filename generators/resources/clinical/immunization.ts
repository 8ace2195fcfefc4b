import type { Immunization, Reference } from 'fhir/r4.js';
import type { Fill, OfficeVisit } from '../../care-event.ts';
import { alike, concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';
import { influenzaVaccineOf, type Vaccine, vaccineOf } from '../../codes/vaccines.ts';
import { isoDate, yearOf } from '../../days.ts';
import { atSite, byClinician, bySite } from '../references.ts';
import { type ClinicalContext, claims, subjectOf } from './clinical.ts';

const OBJECTION = concept(system.actReason, 'PATOBJ', 'patient objection');

/** US Core 6.1.0 Immunization given at a pharmacy, from its claim; `undefined` for other fills. */
export function pharmacyImmunization(context: ClinicalContext, fill: Fill): Immunization | undefined {
  const vaccine = vaccineOf(fill.drug.ndc);
  return vaccine && immunization(context, vaccine, fill, { performer: [{ actor: bySite(fill.site) }] });
}

/** An influenza vaccination that was offered at a visit and declined. */
export function declinedImmunization(
  context: ClinicalContext,
  visit: OfficeVisit,
  encounter: Reference,
): Immunization {
  return immunization(context, influenzaVaccineOf(yearOf(visit.day)), visit, {
    status: 'not-done',
    statusReason: OBJECTION,
    encounter,
    performer: [{ actor: byClinician(visit.clinician) }],
  });
}

function immunization(
  context: ClinicalContext,
  { cvx, drug }: Vaccine,
  { day, site }: Fill | OfficeVisit,
  body: Partial<Immunization>,
): Immunization {
  return {
    resourceType: 'Immunization',
    id: context.nextId('Immunization'),
    meta: claims('us-core-immunization'),
    status: 'completed',
    vaccineCode: alike([system.cvx, ...cvx], [system.ndc, drug.ndc, drug.name]),
    patient: subjectOf(context),
    occurrenceDateTime: isoDate(day),
    primarySource: true,
    location: atSite(site),
    ...body,
  };
}
