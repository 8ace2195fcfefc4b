import type { CodeableConcept, ExplanationOfBenefitDiagnosis } from 'fhir/r4.js';
import type { EmergencyVisit, HospitalStay } from '../../care-event.ts';
import { concept } from '../../codes/concept.ts';
import { REVENUE } from '../../codes/services.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { bySite } from '../references.ts';
import { type CostShare, NO_COST_SHARE } from './cost-share.ts';
import { type ClaimContext, type ClaimDraft, type ClaimLine, priced } from './draft.ts';
import {
  accountNumber,
  careTeamRole,
  clinicianOnTeam,
  firstPayer,
  productOrService,
  received,
  recordNumber,
  shareOf,
  siteOnTeam,
  supportingInfo,
} from './parts.ts';

const INSTITUTIONAL = concept(system.claimType, 'institutional', 'Institutional');
const PRINCIPAL = concept(system.diagnosisType, 'principal', 'Principal Diagnosis');
const ADMITTING = concept(system.diagnosisType, 'admitting', 'Admitting Diagnosis');
const OTHER = concept(system.c4bbDiagnosisType, 'other');
const REASON_FOR_VISIT = concept(system.c4bbDiagnosisType, 'patientreasonforvisit');
const PRESENT = concept(system.presentOnAdmission, 'Y');
const PRINCIPAL_PROCEDURE = concept(system.c4bbProcedureType, 'principal');
const NO_CODE = concept(
  'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  'not-applicable',
  'Not Applicable',
);
const HOSPITAL = ['282N00000X', 'General Acute Care Hospital'] as const;
/** A separate visit on the day of another service (CPT), the right side, and no drug thrown away (HCPCS). */
const SEPARATE_VISIT = concept(system.cpt, '25');
const RIGHT_SIDE = concept(system.hcpcs, 'RT');
const NO_WASTE = concept(system.hcpcs, 'JZ');
const ANKLE_VIEWS = '73610';
/** Heparin by injection, against clots after an operation. */
const HEPARIN = concept(system.hcpcs, 'J1644');
const DETAILED_DRUGS = '0636';
const EMERGENCY: CostShare = { copayCents: 0, coinsurancePercent: 20, deductible: true, pool: 'medical' };
/** UB-04 patient discharge status. */
const DISCHARGED = { home: '01', snf: '03', rehab: '62' } as const;
const COPAY_PER_DAY = 30_000;
const DAYS_WITH_COPAY = 5;

/** A claim of a hospital's emergency department. */
export function outpatientClaim(context: ClaimContext, event: EmergencyVisit): ClaimDraft {
  return {
    kind: 'institutional',
    profileName: 'Outpatient-Institutional',
    type: INSTITUTIONAL,
    subType: concept(system.c4bbSubType, 'outpatient', undefined, 'Outpatient'),
    start: event.day,
    end: event.day,
    provider: bySite(event.site),
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
    diagnosis: [
      ...event.diagnoses.map((one, index) => diagnosis(index + 1, one, index === 0 ? PRINCIPAL : OTHER)),
      ...event.diagnoses
        .slice(0, 1)
        .map((one) => diagnosis(event.diagnoses.length + 1, one, REASON_FOR_VISIT)),
    ],
    lines: event.services.map((service, index) => ({
      ...priced(context.random, service.cents),
      share: shareOf(context, EMERGENCY),
      item: {
        careTeamSequence: [1],
        diagnosisSequence: [1],
        revenue: concept(system.revenue, index === 0 ? REVENUE.emergency : REVENUE.radiology),
        productOrService: productOrService(service),
        ...(index === 0 ? { modifier: [SEPARATE_VISIT] } : {}),
        ...(service.code === ANKLE_VIEWS ? { modifier: [RIGHT_SIDE] } : {}),
        servicedDate: isoDate(event.day),
        quantity: { value: 1 },
      },
    })),
    payer: firstPayer(context),
  };
}

/** A claim of a hospital stay, billed by day of room and board and by department. */
export function inpatientClaim(context: ClaimContext, event: HospitalStay): ClaimDraft {
  const { clinician, procedure } = event;
  return {
    kind: 'institutional',
    profileName: 'Inpatient-Institutional',
    type: INSTITUTIONAL,
    subType: concept(system.c4bbSubType, 'inpatient', undefined, 'Inpatient'),
    start: event.admitted,
    end: event.day,
    provider: bySite(event.site),
    careTeam: [
      clinicianOnTeam(1, clinician, careTeamRole('attending')),
      siteOnTeam(2, event.site, careTeamRole('rendering'), HOSPITAL),
      clinicianOnTeam(3, context.primary, careTeamRole('primary')),
      ...(procedure
        ? [
            clinicianOnTeam(4, clinician, careTeamRole('operating')),
            clinicianOnTeam(5, context.primary, careTeamRole('referring')),
          ]
        : []),
    ],
    supportingInfo: supportingInfo([
      ['admissionperiod', { timingPeriod: { start: isoDate(event.admitted), end: isoDate(event.day) } }],
      received(context),
      ['typeofbill', { code: concept(system.typeOfBill, '111') }],
      ['pointoforigin', { code: concept(system.pointOfOrigin, '1') }],
      ['admtype', { code: concept(system.admissionType, procedure ? '3' : '1') }],
      ['discharge-status', { code: concept(system.dischargeStatus, DISCHARGED[event.discharged]) }],
      ['drg', { code: concept(system.drg, event.drg) }],
      recordNumber(context),
      accountNumber(context),
    ]),
    diagnosis: [
      ...event.diagnoses.map((one, index) => ({
        ...diagnosis(index + 1, one, index === 0 ? PRINCIPAL : OTHER),
        onAdmission: PRESENT,
      })),
      ...event.diagnoses.slice(0, 1).map((one) => diagnosis(event.diagnoses.length + 1, one, ADMITTING)),
    ],
    ...(procedure
      ? {
          procedure: [
            {
              sequence: 1,
              type: [PRINCIPAL_PROCEDURE],
              date: isoDate(event.admitted),
              procedureCodeableConcept: concept(system.icd10pcs, procedure),
            },
          ],
        }
      : {}),
    lines: inpatientLines(context, event),
    payer: firstPayer(context),
  };
}

function inpatientLines(context: ClaimContext, event: HospitalStay): ClaimLine[] {
  const { random, details } = context;
  const days = event.day - event.admitted;
  const charges: { revenue: string; cents: number; units?: number; injected?: true }[] = [
    { revenue: REVENUE.room, cents: days * 312_500, units: days },
    { revenue: REVENUE.drugs, cents: random.int(40_000, 180_000) },
    { revenue: REVENUE.laboratory, cents: random.int(20_000, 90_000) },
    ...(event.procedure
      ? [
          { revenue: REVENUE.operatingRoom, cents: 1_260_000 },
          {
            revenue: DETAILED_DRUGS,
            cents: details.int(40, 90) * 100,
            units: days * 10,
            injected: true,
          } as const,
        ]
      : []),
  ];
  const copayCents = Math.min(days, DAYS_WITH_COPAY) * COPAY_PER_DAY;
  return charges.map(({ revenue, cents, units = 1, injected }, index) => ({
    ...priced(injected ? details : random, cents),
    share: shareOf(context, index === 0 ? { ...NO_COST_SHARE, copayCents } : NO_COST_SHARE),
    item: {
      careTeamSequence: [1],
      diagnosisSequence: [1],
      revenue: concept(system.revenue, revenue),
      productOrService: injected ? HEPARIN : NO_CODE,
      ...(injected ? { modifier: [NO_WASTE] } : {}),
      servicedDate: isoDate(event.admitted),
      quantity: { value: units },
    },
  }));
}

function diagnosis(
  sequence: number,
  [code, display]: readonly [string, string],
  type: CodeableConcept,
): ExplanationOfBenefitDiagnosis {
  return { sequence, diagnosisCodeableConcept: concept(system.icd10, code, display), type: [type] };
}
