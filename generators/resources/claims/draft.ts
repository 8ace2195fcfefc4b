import type {
  CodeableConcept,
  ExplanationOfBenefitCareTeam,
  ExplanationOfBenefitDiagnosis,
  ExplanationOfBenefitItem,
  ExplanationOfBenefitProcedure,
  ExplanationOfBenefitSupportingInfo,
  Reference,
} from 'fhir/r4.js';
import type { MemberFacts } from '../../member.ts';
import type { Random } from '../../random.ts';
import type { Clinician, Providers } from '../../sites.ts';
import type { CostShare } from './cost-share.ts';

/** What every claim of a member is drafted with. */
export interface ClaimContext {
  readonly facts: MemberFacts;
  readonly providers: Providers;
  /** The member's own doctor. */
  readonly primary: Clinician;
  /** Prices and charges. */
  readonly random: Random;
  /** What else distinguishes one claim from another: modifiers, kinds of dental work, compounds. */
  readonly details: Random;
  /** Of the first claim for the event; providers' account numbers follow from it. */
  readonly id: string;
  readonly patientId: string;
  /** Ids of the member's coverages, those that they have. */
  readonly coverageIds: { readonly dualConnect: string; readonly mediCal: string };
  /** Calendar year of the event. */
  readonly year: number;
  /** Days since 1970-01-01. */
  readonly receivedOn: number;
  readonly adjudicatedOn: number;
  readonly denied: boolean;
}

/** A billed line before it is adjudicated. */
export interface ClaimLine {
  readonly item: Omit<ExplanationOfBenefitItem, 'sequence' | 'adjudication' | 'noteNumber'>;
  /** In cents. */
  readonly submitted: number;
  /** How much of the submitted amount the contract allows. */
  readonly keptPercent: number;
  readonly share: CostShare;
  /** Ingredient cost of a drug, part of the submitted amount. */
  readonly drugCost?: number;
}

/** A claim as it was billed: everything but the money, to a CARIN BB profile. */
export interface ClaimDraft {
  readonly kind: 'institutional' | 'professional' | 'pharmacy' | 'oral';
  readonly profileName: string;
  readonly type: CodeableConcept;
  readonly subType?: CodeableConcept;
  readonly start: number;
  readonly end: number;
  /** Who billed. */
  readonly provider: Reference;
  readonly careTeam: ExplanationOfBenefitCareTeam[];
  readonly supportingInfo: ExplanationOfBenefitSupportingInfo[];
  readonly diagnosis: ExplanationOfBenefitDiagnosis[];
  readonly procedure?: ExplanationOfBenefitProcedure[];
  readonly lines: readonly ClaimLine[];
  /** Paid for by the month, so that the claim only reports an encounter. */
  readonly capitated?: boolean;
  /** Which plan is asked first. */
  readonly payer: 'dualConnect' | 'mediCal';
}

/** Price of a line: what was billed, and how much of it the contract allows. */
export function priced(random: Random, submitted: number): Pick<ClaimLine, 'submitted' | 'keptPercent'> {
  return { submitted, keptPercent: random.int(52, 88) };
}
