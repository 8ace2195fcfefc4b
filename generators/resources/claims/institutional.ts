import type { CodeableConcept, ExplanationOfBenefit, ExplanationOfBenefitItem } from 'fhir/r4.js';
import type { EmergencyVisit, HospitalStay } from '../../care-event.ts';
import { concept } from '../../codes/concept.ts';
import { REVENUE } from '../../codes/services.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { type ClaimContext, claim } from './claim.ts';
import { type Amounts, adjudicate, lineAdjudication } from './money.ts';
import {
  accountNumber,
  careTeamRole,
  clinicianOnTeam,
  DENIAL,
  organizationOf,
  productOrService,
  received,
  recordNumber,
  shareOf,
  siteOnTeam,
  status,
  supportingInfo,
} from './parts.ts';

const INSTITUTIONAL = concept(system.claimType, 'institutional', 'Institutional');
const PRINCIPAL = concept(system.diagnosisType, 'principal', 'Principal Diagnosis');
const ADMITTING = concept(system.diagnosisType, 'admitting', 'Admitting Diagnosis');
const OTHER = concept(system.c4bbDiagnosisType, 'other');
const REASON_FOR_VISIT = concept(system.c4bbDiagnosisType, 'patientreasonforvisit');
const PRESENT = concept(system.presentOnAdmission, 'Y');
const NO_CODE = concept(
  'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  'not-applicable',
  'Not Applicable',
);
const HOSPITAL = ['282N00000X', 'General Acute Care Hospital'] as const;
const STAY_COPAY = 30_000;

/** A claim of a hospital's emergency department. */
export function outpatientClaim(context: ClaimContext, event: EmergencyVisit): ExplanationOfBenefit {
  const share = shareOf(context, { copayCents: 0, coinsurancePercent: 20 });
  const amounts = event.services.map((service) =>
    adjudicate(context.random, service.cents, share, context.denied),
  );
  return claim(context, {
    profileName: 'Outpatient-Institutional',
    type: INSTITUTIONAL,
    subType: concept(system.c4bbSubType, 'outpatient', undefined, 'Outpatient'),
    start: event.day,
    end: event.day,
    provider: organizationOf(event.site),
    careTeam: [
      siteOnTeam(1, event.site, careTeamRole('rendering'), HOSPITAL),
      clinicianOnTeam(2, event.clinician, careTeamRole('attending')),
    ],
    supportingInfo: supportingInfo([
      received(context),
      ['typeofbill', { code: concept(system.typeOfBill, '131') }],
      ['pointoforigin', { code: concept(system.pointOfOrigin, '1') }],
      ['admtype', { code: concept(system.admissionType, '1') }],
      ['discharge-status', { code: concept(system.dischargeStatus, '01') }],
      recordNumber(context),
      accountNumber(context),
    ]),
    diagnosis: event.diagnoses.flatMap(([code, display]) => [
      { sequence: 1, diagnosisCodeableConcept: concept(system.icd10, code, display), type: [PRINCIPAL] },
      {
        sequence: 2,
        diagnosisCodeableConcept: concept(system.icd10, code, display),
        type: [REASON_FOR_VISIT],
      },
    ]),
    item: event.services.map((service, index) =>
      line(
        context,
        index,
        index === 0 ? REVENUE.emergency : REVENUE.radiology,
        productOrService(service),
        event.day,
        amounts[index],
      ),
    ),
    adjudication: [status('billingnetworkstatus'), status('benefitpaymentstatus')],
    amounts,
  });
}

/** A claim of a hospital stay, billed by day of room and board and by department. */
export function inpatientClaim(context: ClaimContext, event: HospitalStay): ExplanationOfBenefit {
  const days = event.day - event.admitted;
  const charges: [revenue: string, cents: number, units: number][] = [
    [REVENUE.room, days * 312_500, days],
    [REVENUE.drugs, context.random.int(40_000, 180_000), 1],
    [REVENUE.laboratory, context.random.int(20_000, 90_000), 1],
    ...(event.procedure ? [[REVENUE.operatingRoom, 1_260_000, 1] satisfies [string, number, number]] : []),
  ];
  const share = shareOf(context, { copayCents: STAY_COPAY, coinsurancePercent: 0 });
  const amounts = charges.map(([, cents], index) =>
    adjudicate(context.random, cents, index === 0 ? share : { ...share, copayCents: 0 }, context.denied),
  );
  return claim(context, {
    profileName: 'Inpatient-Institutional',
    type: INSTITUTIONAL,
    subType: concept(system.c4bbSubType, 'inpatient', undefined, 'Inpatient'),
    start: event.admitted,
    end: event.day,
    provider: organizationOf(event.site),
    careTeam: [
      clinicianOnTeam(1, event.clinician, careTeamRole('attending')),
      siteOnTeam(2, event.site, careTeamRole('rendering'), HOSPITAL),
    ],
    supportingInfo: supportingInfo([
      ['admissionperiod', { timingPeriod: { start: isoDate(event.admitted), end: isoDate(event.day) } }],
      received(context),
      ['typeofbill', { code: concept(system.typeOfBill, '111') }],
      ['pointoforigin', { code: concept(system.pointOfOrigin, '1') }],
      ['admtype', { code: concept(system.admissionType, event.procedure ? '3' : '1') }],
      ['discharge-status', { code: concept(system.dischargeStatus, '01') }],
      ['drg', { code: concept(system.drg, event.drg) }],
      recordNumber(context),
      accountNumber(context),
    ]),
    diagnosis: [
      ...event.diagnoses.map(([code, display], index) => ({
        sequence: index + 1,
        diagnosisCodeableConcept: concept(system.icd10, code, display),
        type: [index === 0 ? PRINCIPAL : OTHER],
        onAdmission: PRESENT,
      })),
      ...event.diagnoses.slice(0, 1).map(([code, display]) => ({
        sequence: event.diagnoses.length + 1,
        diagnosisCodeableConcept: concept(system.icd10, code, display),
        type: [ADMITTING],
      })),
    ],
    item: charges.map(([revenue, , units], index) =>
      line(context, index, revenue, NO_CODE, event.admitted, amounts[index], units),
    ),
    adjudication: [status('billingnetworkstatus'), status('benefitpaymentstatus')],
    amounts,
    ...(event.procedure ? { procedure: { code: event.procedure, day: event.admitted } } : {}),
  });
}

function line(
  context: ClaimContext,
  index: number,
  revenue: string,
  code: CodeableConcept,
  day: number,
  amounts: Amounts | undefined,
  units = 1,
): ExplanationOfBenefitItem {
  return {
    sequence: index + 1,
    careTeamSequence: [1],
    diagnosisSequence: [1],
    revenue: concept(system.revenue, revenue),
    productOrService: code,
    servicedDate: isoDate(day),
    quantity: { value: units },
    ...(context.denied ? { noteNumber: [1] } : {}),
    adjudication: [...(amounts ? lineAdjudication(amounts) : []), ...(context.denied ? [DENIAL] : [])],
  };
}
