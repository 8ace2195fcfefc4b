import type {
  CodeableConcept,
  ExplanationOfBenefitCareTeam,
  ExplanationOfBenefitSupportingInfo,
} from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import type { Service } from '../../codes/services.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import type { Clinician, Site } from '../../sites.ts';
import { byClinician, bySite } from '../references.ts';
import { type CostShare, NO_COST_SHARE } from './cost-share.ts';
import type { ClaimContext, ClaimDraft } from './draft.ts';

type SupportingValue = Partial<Omit<ExplanationOfBenefitSupportingInfo, 'sequence' | 'category'>>;
/** C4BB category and what it says. */
export type SupportingEntry = readonly [category: string, value: SupportingValue];

/** `supportingInfo`, numbered from 1. */
export function supportingInfo(entries: readonly SupportingEntry[]): ExplanationOfBenefitSupportingInfo[] {
  return entries.map(([category, value], index) => ({
    sequence: index + 1,
    category: concept(system.c4bbSupportingInfo, category),
    ...value,
  }));
}

export const received = ({ receivedOn }: ClaimContext): SupportingEntry => [
  'clmrecvddate',
  { timingDate: isoDate(receivedOn) },
];

export const accountNumber = ({ id }: ClaimContext): SupportingEntry => [
  'patientaccountnumber',
  { valueString: `ACCT-${id.slice(-12)}` },
];

export const recordNumber = ({ facts }: ClaimContext): SupportingEntry => [
  'medicalrecordnumber',
  { valueString: facts.recordNumber },
];

/** A clinician's part in the care, with specialty. */
export function clinicianOnTeam(
  sequence: number,
  clinician: Clinician,
  role: CodeableConcept,
): ExplanationOfBenefitCareTeam {
  return {
    sequence,
    provider: byClinician(clinician),
    role,
    qualification: concept(system.nucc, clinician.profession.taxonomy, clinician.profession.display),
  };
}

/** An organization's part in the care, with the trade it is licensed for. */
export function siteOnTeam(
  sequence: number,
  site: Site,
  role: CodeableConcept,
  taxonomy: readonly [string, string],
): ExplanationOfBenefitCareTeam {
  return {
    sequence,
    provider: bySite(site),
    role,
    qualification: concept(system.nucc, ...taxonomy),
  };
}

/** A role of C4BB, or `primary` and `supervisor` of FHIR. */
export const careTeamRole = (code: string): CodeableConcept =>
  concept(code === 'primary' || code === 'supervisor' ? system.careTeamRole : system.c4bbCareTeamRole, code);

export function productOrService(service: Service): CodeableConcept {
  return concept(system[service.system], service.code);
}

/** Dental care is asked of Medi-Cal first, anything else of Medicare, by those who have both. */
export function firstPayer({ facts }: ClaimContext, dental = false): ClaimDraft['payer'] {
  if (facts.cover === 'dual') return dental ? 'mediCal' : 'dualConnect';
  return facts.cover === 'medicare' ? 'dualConnect' : 'mediCal';
}

/** Medicare's cost share; Medi-Cal asks for none. */
export function shareOf({ facts }: ClaimContext, share: CostShare): CostShare {
  return facts.cover === 'medi-cal' ? NO_COST_SHARE : share;
}

/** Part D cost share: Extra Help leaves nothing of it to those who also have Medi-Cal. */
export function drugShareOf({ facts }: ClaimContext, share: CostShare): CostShare {
  return facts.cover === 'medicare' ? share : NO_COST_SHARE;
}
