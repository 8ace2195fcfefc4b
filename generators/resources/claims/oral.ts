import type { ExplanationOfBenefit } from 'fhir/r4.js';
import type { DentalVisit } from '../../care-event.ts';
import { concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { type ClaimContext, claim } from './claim.ts';
import { adjudicate, lineAdjudication, NO_COST_SHARE } from './money.ts';
import {
  accountNumber,
  careTeamRole,
  clinicianOnTeam,
  DENIAL,
  organizationOf,
  practitionerOf,
  productOrService,
  received,
  status,
  supportingInfo,
} from './parts.ts';

const ORAL = concept(system.claimType, 'oral', 'Oral');
const PRINCIPAL = concept(system.diagnosisType, 'principal', 'Principal Diagnosis');
const OFFICE = concept(system.placeOfService, '11', 'Office');
const OCCLUSAL = concept(system.c4bbSurface, 'O');

/** A dentist's claim; a filling names tooth and surface. */
export function oralClaim(context: ClaimContext, event: DentalVisit): ExplanationOfBenefit {
  const amounts = event.services.map((service) =>
    adjudicate(context.random, service.cents, NO_COST_SHARE, context.denied),
  );
  const site = organizationOf(event.site);
  return claim(context, {
    profileName: 'Oral',
    type: ORAL,
    start: event.day,
    end: event.day,
    provider: practitionerOf(event.clinician),
    careTeam: [clinicianOnTeam(1, event.clinician, careTeamRole('rendering'))],
    supportingInfo: supportingInfo([
      received(context),
      ['servicefacility', { valueReference: site }],
      accountNumber(context),
    ]),
    diagnosis: event.diagnoses.map(([code, display], index) => ({
      sequence: index + 1,
      diagnosisCodeableConcept: concept(system.icd10, code, display),
      type: [PRINCIPAL],
    })),
    item: event.services.map((service, index) => ({
      sequence: index + 1,
      careTeamSequence: [1],
      diagnosisSequence: [1],
      productOrService: productOrService(service),
      servicedDate: isoDate(event.day),
      locationCodeableConcept: OFFICE,
      ...(event.tooth && index === event.services.length - 1
        ? { bodySite: concept(system.tooth, event.tooth), subSite: [OCCLUSAL] }
        : {}),
      quantity: { value: 1 },
      ...(context.denied ? { noteNumber: [1] } : {}),
      adjudication: [
        status('benefitpaymentstatus'),
        ...amounts.slice(index, index + 1).flatMap(lineAdjudication),
        ...(context.denied ? [DENIAL] : []),
      ],
    })),
    adjudication: [
      status('billingnetworkstatus'),
      status('renderingnetworkstatus'),
      status('benefitpaymentstatus'),
    ],
    amounts,
    mediCalFirst: true,
  });
}
