import type {
  CodeableConcept,
  ExplanationOfBenefitItemAdjudication,
  ExplanationOfBenefitTotal,
  Money,
} from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';

const CATEGORIES = {
  submitted: concept(system.adjudication, 'submitted', 'Submitted Amount'),
  drugcost: concept(system.c4bbAdjudication, 'drugcost', 'Drug cost'),
  discount: concept(system.c4bbAdjudication, 'discount', 'Discount'),
  noncovered: concept(system.c4bbAdjudication, 'noncovered', 'Noncovered'),
  eligible: concept(system.adjudication, 'eligible', 'Eligible Amount'),
  deductible: concept(system.adjudication, 'deductible', 'Deductible'),
  copay: concept(system.adjudication, 'copay', 'CoPay'),
  coinsurance: concept(system.c4bbAdjudication, 'coinsurance', 'Co-insurance'),
  priorpayerpaid: concept(system.c4bbAdjudication, 'priorpayerpaid', 'Prior payer paid'),
  memberliability: concept(system.c4bbAdjudication, 'memberliability', 'Member liability'),
  benefit: concept(system.adjudication, 'benefit', 'Benefit Amount'),
  paidtoprovider: concept(system.c4bbAdjudication, 'paidtoprovider', 'Paid to provider'),
  paidtopatient: concept(system.c4bbAdjudication, 'paidtopatient', 'Paid to patient'),
  paidbypatient: concept(system.c4bbAdjudication, 'paidbypatient', 'Paid by patient'),
  paidbypatientcash: concept(system.c4bbAdjudication, 'paidbypatientcash', 'Paid by patient - cash'),
  paidbypatientother: concept(system.c4bbAdjudication, 'paidbypatientother', 'Paid by patient - other'),
} as const;

export type Category = keyof typeof CATEGORIES;
const NAMES = Object.keys(CATEGORIES) as Category[];
const ALWAYS: ReadonlySet<Category> = new Set([
  'submitted',
  'eligible',
  'memberliability',
  'benefit',
  'paidtoprovider',
]);

/**
 * Amounts of one line in whole cents. They close: submitted = eligible + discount + noncovered; eligible = deductible +
 * copay + coinsurance + prior payer paid + benefit; benefit = paid to provider + paid to patient; paid by patient = cash
 * + other. The member is liable for the cost share, unless another payer takes it.
 */
export type Amounts = Readonly<Record<Category, number>>;

/** Amounts of which those not given are zero. */
export function amountsOf(given: Partial<Amounts>): Amounts {
  return { ...ZERO, ...given };
}

const ZERO: Amounts = {
  submitted: 0,
  drugcost: 0,
  discount: 0,
  noncovered: 0,
  eligible: 0,
  deductible: 0,
  copay: 0,
  coinsurance: 0,
  priorpayerpaid: 0,
  memberliability: 0,
  benefit: 0,
  paidtoprovider: 0,
  paidtopatient: 0,
  paidbypatient: 0,
  paidbypatientcash: 0,
  paidbypatientother: 0,
};

/** @param cents whole cents */
export function usd(cents: number): Money {
  return { value: cents / 100, currency: 'USD' };
}

/** The amounts that a line, or a header, states: those that are not zero and those that are always of interest. */
export function amountAdjudication(amounts: Amounts): ExplanationOfBenefitItemAdjudication[] {
  return stated(amounts).map(([category, cents]) => ({ category, amount: usd(cents) }));
}

/** Header totals: the sum over all lines of every category that a line states. */
export function totalsOf(lines: readonly Amounts[]): ExplanationOfBenefitTotal[] {
  return stated(sumOf(lines)).map(([category, cents]) => ({ category, amount: usd(cents) }));
}

export function sumOf(lines: readonly Amounts[]): Amounts {
  const sum: Record<Category, number> = { ...ZERO };
  for (const line of lines) for (const category of NAMES) sum[category] += line[category];
  return sum;
}

function stated(amounts: Amounts): [CodeableConcept, number][] {
  const list: [CodeableConcept, number][] = [];
  for (const category of NAMES) {
    if (amounts[category] > 0 || ALWAYS.has(category)) list.push([CATEGORIES[category], amounts[category]]);
  }
  return list;
}
