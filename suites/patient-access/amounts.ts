import type { CodeableConcept, ExplanationOfBenefit } from 'fhir/r4.js';

type Amounts = ReadonlyMap<string, number>;

function categoryOf({ coding = [] }: CodeableConcept): string {
  return coding.find(({ code }) => code !== undefined)?.code ?? '';
}

/** Totals of a claim by category. */
export function amountsOf({ total = [] }: ExplanationOfBenefit): Amounts {
  return new Map(total.map(({ category, amount }) => [categoryOf(category), amount.value ?? 0]));
}

/** Sums over the lines by category; what no line has is absent. */
export function sumsOf({ item = [] }: ExplanationOfBenefit): Amounts {
  const sums = new Map<string, number>();
  for (const { adjudication = [] } of item)
    for (const { category, amount } of adjudication) {
      if (amount?.value === undefined) continue;
      const name = categoryOf(category);
      sums.set(name, (sums.get(name) ?? 0) + amount.value);
    }
  return sums;
}

/**
 * What of the allowed amount nobody pays, by the most favourable reading: cost sharing may be the member's, or borne by
 * another payer for members who owe nothing, and what is not covered may stand beside. `undefined` when no amount is
 * allowed.
 */
export function balanceOf(eob: ExplanationOfBenefit): number | undefined {
  const amounts = amountsOf(eob);
  const of = (...names: readonly string[]) => names.reduce((sum, name) => sum + (amounts.get(name) ?? 0), 0);
  if (!amounts.has('eligible') || !amounts.has('benefit')) return undefined;
  const open = of('eligible') - of('benefit', 'priorpayerpaid');
  const shares = [
    of('memberliability'),
    of('copay', 'coinsurance', 'deductible'),
    of('memberliability') - of('noncovered'),
    of('copay', 'coinsurance', 'deductible', 'noncovered'),
  ];
  return Math.min(...shares.map((share) => Math.abs(open - share)));
}
