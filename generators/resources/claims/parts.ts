import type {
  CodeableConcept,
  ExplanationOfBenefitCareTeam,
  ExplanationOfBenefitItemAdjudication,
  ExplanationOfBenefitSupportingInfo,
  Reference,
} from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import type { Service } from '../../codes/services.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import type { Clinician, Site } from '../../sites.ts';
import { clinicianDisplay } from '../practitioner.ts';
import type { ClaimContext } from './claim.ts';
import { type CostShare, NO_COST_SHARE } from './money.ts';

type SupportingValue = Partial<Omit<ExplanationOfBenefitSupportingInfo, 'sequence' | 'category'>>;

/** `supportingInfo` out of `[C4BB category, value]`, numbered from 1. */
export function supportingInfo(
  entries: readonly (readonly [string, SupportingValue])[],
): ExplanationOfBenefitSupportingInfo[] {
  return entries.map(([category, value], index) => ({
    sequence: index + 1,
    category: concept(system.c4bbSupportingInfo, category),
    ...value,
  }));
}

export const received = ({ receivedOn }: ClaimContext): readonly [string, SupportingValue] => [
  'clmrecvddate',
  { timingDate: isoDate(receivedOn) },
];

export const accountNumber = ({ id }: ClaimContext): readonly [string, SupportingValue] => [
  'patientaccountnumber',
  { valueString: `ACCT-${id.slice(-12)}` },
];

export const recordNumber = ({ facts }: ClaimContext): readonly [string, SupportingValue] => [
  'medicalrecordnumber',
  { valueString: facts.recordNumber },
];

export function practitionerOf(clinician: Clinician): Reference {
  return { reference: `Practitioner/${clinician.practitionerId}`, display: clinicianDisplay(clinician) };
}

export function organizationOf(site: Site): Reference {
  return { reference: `Organization/${site.organizationId}`, display: site.name };
}

/** A clinician's part in the care, with specialty. */
export function clinicianOnTeam(
  sequence: number,
  clinician: Clinician,
  role: CodeableConcept,
): ExplanationOfBenefitCareTeam {
  return {
    sequence,
    provider: practitionerOf(clinician),
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
    provider: organizationOf(site),
    role,
    qualification: concept(system.nucc, ...taxonomy),
  };
}

export const careTeamRole = (code: string): CodeableConcept => concept(system.c4bbCareTeamRole, code);

const IN_NETWORK = concept(system.c4bbStatus, 'innetwork', 'In Network');

/** A status of the C4BB discriminator slices; every generated provider is in network. */
export function status(
  slice: 'billingnetworkstatus' | 'renderingnetworkstatus' | 'benefitpaymentstatus',
): ExplanationOfBenefitItemAdjudication {
  return { category: concept(system.c4bbDiscriminator, slice), reason: IN_NETWORK };
}

/** X12 claim adjustment reason 96: non-covered charge. */
export const DENIAL: ExplanationOfBenefitItemAdjudication = {
  category: concept(system.c4bbDiscriminator, 'adjustmentreason'),
  reason: concept(system.adjustmentReason, '96'),
};

export function productOrService(service: Service): CodeableConcept {
  return concept(system[service.system], service.code);
}

/** Who also has Medi-Cal owes nothing; Medicare-only members share as given. */
export function shareOf({ facts }: ClaimContext, share: CostShare): CostShare {
  return facts.cover === 'medicare' ? share : NO_COST_SHARE;
}
