import type { ExplanationOfBenefitCareTeam } from 'fhir/r4.js';
import type { LaboratoryTest, OfficeVisit } from '../../care-event.ts';
import { concept } from '../../codes/concept.ts';
import { LAB_ORDERS, SUSCEPTIBILITY_PANEL, URINE_CULTURE } from '../../codes/observations.ts';
import type { Service } from '../../codes/services.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { bySite } from '../references.ts';
import { type CostShare, NO_COST_SHARE } from './cost-share.ts';
import { type ClaimContext, type ClaimDraft, priced } from './draft.ts';
import {
  accountNumber,
  careTeamRole,
  clinicianOnTeam,
  firstPayer,
  productOrService,
  received,
  recordNumber,
  shareOf,
  supportingInfo,
} from './parts.ts';

const PROFESSIONAL = concept(system.claimType, 'professional', 'Professional');
const PRINCIPAL = concept(system.diagnosisType, 'principal', 'Principal Diagnosis');
const SECONDARY = concept(system.c4bbDiagnosisType, 'secondary');
const OFFICE = concept(system.placeOfService, '11', 'Office');
const LABORATORY = concept(system.placeOfService, '81', 'Independent Laboratory');
/** A visit that is billed with another service of the same day is a separate one (CPT modifier 25). */
const SEPARATE_VISIT = concept(system.cpt, '25');
const OWN_DOCTOR: CostShare = { copayCents: 1500, coinsurancePercent: 0, deductible: false, pool: 'medical' };
const PART_B: CostShare = { copayCents: 0, coinsurancePercent: 20, deductible: true, pool: 'medical' };

/**
 * A claim of a doctor's office or of an independent laboratory. For its own patients, Medi-Cal pays an office by the
 * month: what it sends in are encounters.
 */
export function professionalClaim(context: ClaimContext, event: OfficeVisit | LaboratoryTest): ClaimDraft {
  const office = event.kind === 'office';
  const services = office ? event.services : laboratoryServices(event);
  return {
    kind: 'professional',
    profileName: 'Professional-NonClinician',
    type: PROFESSIONAL,
    start: event.day,
    end: event.day,
    provider: bySite(event.site),
    careTeam: careTeam(context, event),
    supportingInfo: supportingInfo([
      received(context),
      ['servicefacility', { valueReference: bySite(event.site) }],
      recordNumber(context),
      accountNumber(context),
    ]),
    diagnosis: event.diagnoses.map(([code, display], index) => ({
      sequence: index + 1,
      diagnosisCodeableConcept: concept(system.icd10, code, display),
      type: [index === 0 ? PRINCIPAL : SECONDARY],
    })),
    lines: services.map((service, index) => ({
      ...priced(context.random, service.cents),
      share: shareOf(context, shareFor(context, event, index)),
      item: {
        careTeamSequence: [1],
        diagnosisSequence: [1],
        productOrService: productOrService(service),
        ...(office && index === 0 && services.length > 1 ? { modifier: [SEPARATE_VISIT] } : {}),
        servicedDate: isoDate(event.day),
        locationCodeableConcept: office ? OFFICE : LABORATORY,
        quantity: { value: 1 },
      },
    })),
    capitated: office && firstPayer(context) === 'mediCal' && event.clinician.index === context.primary.index,
    payer: firstPayer(context),
  };
}

/** Preventive visits and clinical laboratory tests are free of cost sharing (42 CFR 422.100(k), 410.152(b)). */
function shareFor({ primary }: ClaimContext, event: OfficeVisit | LaboratoryTest, index: number): CostShare {
  if (event.kind === 'laboratory' || event.annual) return NO_COST_SHARE;
  if (event.clinician.index !== primary.index) return PART_B;
  return index === 0 ? OWN_DOCTOR : { ...OWN_DOCTOR, copayCents: 0 };
}

/** Specialists see members whom their own doctor sent. */
function careTeam(
  { primary }: ClaimContext,
  { kind, clinician }: OfficeVisit | LaboratoryTest,
): ExplanationOfBenefitCareTeam[] {
  if (kind === 'laboratory') return [clinicianOnTeam(1, clinician, careTeamRole('referring'))];
  const rendering = clinicianOnTeam(1, clinician, careTeamRole('rendering'));
  return clinician.index === primary.index
    ? [rendering]
    : [rendering, clinicianOnTeam(2, primary, careTeamRole('referring'))];
}

function laboratoryServices({ orders, culture }: LaboratoryTest): Service[] {
  const billed = culture
    ? [URINE_CULTURE, SUSCEPTIBILITY_PANEL]
    : orders.flatMap((key) => LAB_ORDERS[key] ?? []);
  return billed.map(({ cpt, cents }) => ({ system: 'cpt', code: cpt, cents }));
}
