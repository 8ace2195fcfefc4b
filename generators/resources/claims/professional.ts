import type { ExplanationOfBenefit } from 'fhir/r4.js';
import type { LaboratoryTest, OfficeVisit } from '../../care-event.ts';
import { concept } from '../../codes/concept.ts';
import { LAB_ORDERS, SUSCEPTIBILITY_PANEL, URINE_CULTURE } from '../../codes/observations.ts';
import type { Service } from '../../codes/services.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { type ClaimContext, claim } from './claim.ts';
import { adjudicate, lineAdjudication } from './money.ts';
import {
  accountNumber,
  careTeamRole,
  clinicianOnTeam,
  DENIAL,
  organizationOf,
  productOrService,
  received,
  shareOf,
  status,
  supportingInfo,
} from './parts.ts';

const PROFESSIONAL = concept(system.claimType, 'professional', 'Professional');
const PRINCIPAL = concept(system.diagnosisType, 'principal', 'Principal Diagnosis');
const SECONDARY = concept(system.c4bbDiagnosisType, 'secondary');
const OFFICE = concept(system.placeOfService, '11', 'Office');
const LABORATORY = concept(system.placeOfService, '81', 'Independent Laboratory');
const PRIMARY_COPAY = 1500;

/** A claim of a doctor's office or of an independent laboratory. */
export function professionalClaim(
  context: ClaimContext,
  event: OfficeVisit | LaboratoryTest,
): ExplanationOfBenefit {
  const services = event.kind === 'office' ? event.services : laboratoryServices(event);
  const share = shareOf(
    context,
    event.kind === 'office'
      ? { copayCents: PRIMARY_COPAY, coinsurancePercent: 0 }
      : { copayCents: 0, coinsurancePercent: 20 },
  );
  const amounts = services.map((service, index) =>
    adjudicate(
      context.random,
      service.cents,
      index === 0 ? share : { ...share, copayCents: 0 },
      context.denied,
    ),
  );
  const site = organizationOf(event.site);
  return claim(context, {
    profileName: 'Professional-NonClinician',
    type: PROFESSIONAL,
    start: event.day,
    end: event.day,
    provider: organizationOf(event.site),
    careTeam: [
      clinicianOnTeam(1, event.clinician, careTeamRole(event.kind === 'office' ? 'rendering' : 'referring')),
    ],
    supportingInfo: supportingInfo([
      received(context),
      ['servicefacility', { valueReference: site }],
      accountNumber(context),
    ]),
    diagnosis: event.diagnoses.map(([code, display], index) => ({
      sequence: index + 1,
      diagnosisCodeableConcept: concept(system.icd10, code, display),
      type: [index === 0 ? PRINCIPAL : SECONDARY],
    })),
    item: services.map((service, index) => ({
      sequence: index + 1,
      careTeamSequence: [1],
      diagnosisSequence: [1],
      productOrService: productOrService(service),
      servicedDate: isoDate(event.day),
      locationCodeableConcept: event.kind === 'office' ? OFFICE : LABORATORY,
      quantity: { value: 1 },
      ...(context.denied ? { noteNumber: [1] } : {}),
      adjudication: [
        status('benefitpaymentstatus'),
        ...amounts.slice(index, index + 1).flatMap(lineAdjudication),
        ...(context.denied ? [DENIAL] : []),
      ],
    })),
    adjudication: [status('billingnetworkstatus'), status('renderingnetworkstatus')],
    amounts,
  });
}

function laboratoryServices({ orders, culture }: LaboratoryTest): Service[] {
  const billed = culture
    ? [URINE_CULTURE, SUSCEPTIBILITY_PANEL]
    : orders.flatMap((key) => LAB_ORDERS[key] ?? []);
  return billed.map(({ cpt, cents }) => ({ system: 'cpt', code: cpt, cents }));
}
