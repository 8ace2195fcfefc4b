import type { ExplanationOfBenefitSupportingInfo } from 'fhir/r4.js';
import type { EmergencyVisit, HospitalStay } from '../../care-event.ts';
import { coding, concept } from '../../codes/concept.ts';
import type { Service } from '../../codes/services.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { bySite } from '../references.ts';
import type { CostShare } from './cost-share.ts';
import { type ClaimContext, type ClaimDraft, priced } from './draft.ts';
import {
  accountNumber,
  careTeamRole,
  clinicianOnTeam,
  firstPayer,
  productOrService,
  received,
  recordNumber,
  type SupportingEntry,
  shareOf,
  supportingInfo,
} from './parts.ts';

const PROFESSIONAL = concept(system.claimType, 'professional', 'Professional');
const PRINCIPAL = concept(system.diagnosisType, 'principal', 'Principal Diagnosis');
const AMBULANCE = concept(system.placeOfService, '41', 'Ambulance - Land');
/** HCPCS origin and destination: residence to hospital; hospital to a diagnostic site. */
const FROM_HOME = concept(system.hcpcs, 'RH');
const TO_IMAGING = concept(system.hcpcs, 'HD');
/** X12 ambulance transport reasons: nearest facility for the symptoms; a specialist or equipment elsewhere. */
const NEAREST = coding(system.ambulanceReason, 'A');
const EQUIPMENT = coding(system.ambulanceReason, 'D');
const EMERGENCY_RIDE: Service = { system: 'hcpcs', code: 'A0429', cents: 89_500 };
const STRETCHER_RIDE: Service = { system: 'hcpcs', code: 'A0428', cents: 52_000 };
const MILE: Service = { system: 'hcpcs', code: 'A0425', cents: 1_450 };
const PART_B: CostShare = { copayCents: 0, coinsurancePercent: 20, deductible: true, pool: 'medical' };
const POUNDS_PER_KG = 2.204_62;

/**
 * A claim of the hospital's ambulance: to the emergency department, or by stretcher to imaging elsewhere and back during
 * a stay. `undefined` when the member came by themselves.
 */
export function transportClaim(
  context: ClaimContext,
  event: EmergencyVisit | HospitalStay,
): ClaimDraft | undefined {
  const { facts, details } = context;
  const drawn = details.chance(0.3);
  if (!drawn && facts.persona === undefined) return undefined;
  const emergency = event.kind === 'emergency';
  const day = emergency ? event.day : event.admitted;
  const miles = details.int(2, 18) * (emergency ? 1 : 2);
  const before = [received(context), recordNumber(context), accountNumber(context)];
  const ride = rideInformation(context, event, miles);
  const common = {
    careTeamSequence: [1],
    diagnosisSequence: [1],
    informationSequence: ride.map((_, index) => before.length + index + 1),
    modifier: [emergency ? FROM_HOME : TO_IMAGING],
    servicedDate: isoDate(day),
    locationCodeableConcept: AMBULANCE,
  };
  const share = shareOf(context, PART_B);
  const base = emergency ? EMERGENCY_RIDE : STRETCHER_RIDE;
  return {
    kind: 'professional',
    profileName: 'Professional-NonClinician',
    type: PROFESSIONAL,
    start: day,
    end: day,
    provider: bySite(event.site),
    careTeam: [clinicianOnTeam(1, event.clinician, careTeamRole('referring'))],
    supportingInfo: supportingInfo([...before, ...ride]),
    diagnosis: event.diagnoses.slice(0, 1).map(([code, display]) => ({
      sequence: 1,
      diagnosisCodeableConcept: concept(system.icd10, code, display),
      type: [PRINCIPAL],
    })),
    lines: [
      {
        ...priced(details, base.cents),
        share,
        item: { ...common, productOrService: productOrService(base), quantity: { value: 1 } },
      },
      {
        ...priced(details, MILE.cents * miles),
        share,
        item: { ...common, productOrService: productOrService(MILE), quantity: { value: miles } },
      },
    ],
    payer: firstPayer(context),
  };
}

function rideInformation(
  { facts }: ClaimContext,
  { kind, site }: EmergencyVisit | HospitalStay,
  miles: number,
): SupportingEntry[] {
  const emergency = kind === 'emergency';
  return [
    ['patientweight', measured(Math.round(facts.weightKg * POUNDS_PER_KG), '[lb_av]')],
    ['ambulancetransportreason', { reason: emergency ? NEAREST : EQUIPMENT }],
    ['transportationdistance', measured(miles, '[mi_i]')],
    ['pickuplocation', { valueString: emergency ? 'Home' : site.name }],
    ['dropofflocation', { valueString: emergency ? site.name : 'Imaging center' }],
    ...(emergency
      ? []
      : ([
          ['roudtrippurpose', { valueString: 'Imaging that the hospital does not have, and back' }],
          ['stretcherpurpose', { valueString: 'Cannot sit up for the length of the ride' }],
        ] satisfies SupportingEntry[])),
  ];
}

/** The profile fixes the unit's text to its UCUM code. */
function measured(value: number, code: string): Pick<ExplanationOfBenefitSupportingInfo, 'valueQuantity'> {
  return { valueQuantity: { value, unit: code, system: system.ucum, code } };
}
