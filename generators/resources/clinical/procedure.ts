import type { Procedure, Reference } from 'fhir/r4.js';
import { COLONOSCOPY, PROCEDURES_BY_PCS, PROCEDURES_BY_SERVICE, REFUSED } from '../../codes/clinical.ts';
import { alike, concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { byClinician } from '../references.ts';
import { type ClinicalContext, claims, subjectOf, timeOf } from './clinical.ts';
import type { VisitEvent } from './encounter.ts';

/** US Core 6.1.0 Procedures of what a visit or stay billed; services that are only counsel are none. */
export function procedures(context: ClinicalContext, event: VisitEvent, encounter: Reference): Procedure[] {
  return codesOf(event).map((code) => ({
    resourceType: 'Procedure',
    id: context.nextId('Procedure'),
    meta: claims('us-core-procedure'),
    status: 'completed',
    code,
    subject: subjectOf(context),
    encounter,
    ...(event.kind === 'hospital'
      ? { performedPeriod: { start: isoDate(event.admitted), end: isoDate(event.admitted) } }
      : { performedDateTime: timeOf(event) }),
    performer: [{ actor: byClinician(event.clinician) }],
    reasonCode: event.diagnoses.slice(0, 1).map(([code, display]) => concept(system.icd10, code, display)),
  }));
}

function codesOf(event: VisitEvent) {
  if (event.kind === 'hospital') {
    const snomed = PROCEDURES_BY_PCS[event.procedure ?? ''];
    return event.procedure && snomed
      ? [alike([system.icd10pcs, event.procedure], [system.snomed, ...snomed])]
      : [];
  }
  return event.services.flatMap((service) => {
    const snomed = PROCEDURES_BY_SERVICE[service.code];
    return snomed ? [alike([system[service.system], service.code], [system.snomed, ...snomed])] : [];
  });
}

/** A colonoscopy that was offered at a check-up and declined. */
export function declinedColonoscopy(
  context: ClinicalContext,
  event: VisitEvent,
  encounter: Reference,
): Procedure {
  return {
    resourceType: 'Procedure',
    id: context.nextId('Procedure'),
    meta: claims('us-core-procedure'),
    status: 'not-done',
    statusReason: concept(system.snomed, ...REFUSED),
    code: concept(system.snomed, ...COLONOSCOPY),
    subject: subjectOf(context),
    encounter,
    performedDateTime: timeOf(event),
    performer: [{ actor: byClinician(event.clinician) }],
  };
}
