import type {
  CodeableConcept,
  ExplanationOfBenefitItemAdjudication,
  ExplanationOfBenefitTotal,
  Money,
} from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';
import type { Random } from '../../random.ts';

const CATEGORIES = {
  submitted: concept(system.adjudication, 'submitted', 'Submitted Amount'),
  discount: concept(system.c4bbAdjudication, 'discount', 'Discount'),
  noncovered: concept(system.c4bbAdjudication, 'noncovered', 'Noncovered'),
  eligible: concept(system.adjudication, 'eligible', 'Eligible Amount'),
  copay: concept(system.adjudication, 'copay', 'CoPay'),
  coinsurance: concept(system.c4bbAdjudication, 'coinsurance', 'Co-insurance'),
  memberliability: concept(system.c4bbAdjudication, 'memberliability', 'Member liability'),
  benefit: concept(system.adjudication, 'benefit', 'Benefit Amount'),
  paidtoprovider: concept(system.c4bbAdjudication, 'paidtoprovider', 'Paid to provider'),
} as const;

type Category = keyof typeof CATEGORIES;
const ALWAYS: ReadonlySet<Category> = new Set([
  'submitted',
  'eligible',
  'memberliability',
  'benefit',
  'paidtoprovider',
]);

/** Amounts of one line in whole cents. */
export type Amounts = Readonly<Record<Category, number>>;

/** What the member owes of the eligible amount of a line. */
export interface CostShare {
  readonly copayCents: number;
  readonly coinsurancePercent: number;
}

export const NO_COST_SHARE: CostShare = { copayCents: 0, coinsurancePercent: 0 };

/**
 * Adjudicates one line so that it closes to the cent: submitted = eligible + discount + noncovered, and
 * eligible = paid + member liability, member liability = copay + coinsurance. A denied line is noncovered in full and
 * the member owes nothing (contracted providers may not bill members for it).
 *
 * @param submitted in cents
 */
export function adjudicate(random: Random, submitted: number, share: CostShare, denied: boolean): Amounts {
  const keptPercent = random.int(52, 88);
  const eligible = denied ? 0 : Math.floor((submitted * keptPercent) / 100);
  const noncovered = denied ? submitted : 0;
  const copay = Math.min(eligible, share.copayCents);
  const coinsurance = Math.floor(((eligible - copay) * share.coinsurancePercent) / 100);
  const paid = eligible - copay - coinsurance;
  return {
    submitted,
    discount: submitted - eligible - noncovered,
    noncovered,
    eligible,
    copay,
    coinsurance,
    memberliability: copay + coinsurance,
    benefit: paid,
    paidtoprovider: paid,
  };
}

export function usd(cents: number): Money {
  return { value: cents / 100, currency: 'USD' };
}

export function lineAdjudication(amounts: Amounts): ExplanationOfBenefitItemAdjudication[] {
  return stated(amounts).map(([category, cents]) => ({ category, amount: usd(cents) }));
}

/** Header totals: the sum over all lines of every category that a line states. */
export function totalsOf(lines: readonly Amounts[]): ExplanationOfBenefitTotal[] {
  return stated(sumOf(lines)).map(([category, cents]) => ({ category, amount: usd(cents) }));
}

export function sumOf(lines: readonly Amounts[]): Amounts {
  const sum: Record<Category, number> = {
    submitted: 0,
    discount: 0,
    noncovered: 0,
    eligible: 0,
    copay: 0,
    coinsurance: 0,
    memberliability: 0,
    benefit: 0,
    paidtoprovider: 0,
  };
  for (const line of lines)
    for (const category of Object.keys(CATEGORIES) as Category[]) sum[category] += line[category];
  return sum;
}

function stated(amounts: Amounts): [CodeableConcept, number][] {
  const list: [CodeableConcept, number][] = [];
  for (const category of Object.keys(CATEGORIES) as Category[]) {
    if (amounts[category] > 0 || ALWAYS.has(category)) list.push([CATEGORIES[category], amounts[category]]);
  }
  return list;
}
