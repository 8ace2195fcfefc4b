import type { MemberFacts } from '../../member.ts';
import type { Random } from '../../random.ts';
import type { CostShareYear, Shares } from './cost-share.ts';
import type { ClaimDraft, ClaimLine } from './draft.ts';
import { type Amounts, amountsOf } from './money.ts';

/** Why a line is not paid: a code of X12 claim adjustment reasons (NCPDP rejects for drugs), and what is said of it. */
export type DenialReason = readonly [code: string, note: string];

const CLAIM_DENIALS: readonly DenialReason[] = [
  ['96', 'The service is not a covered benefit.'],
  ['50', 'The records do not show that the service was medically necessary.'],
  ['197', 'The service needs prior authorization, and none was given.'],
  ['29', 'The claim came in after the time limit for filing.'],
];
const LINE_DENIALS: readonly DenialReason[] = [
  ['97', 'The service is paid for as part of another one on this claim.'],
  ['151', 'The records do not support that many services.'],
  ['96', 'The service is not a covered benefit.'],
];
const DRUG_DENIALS: readonly DenialReason[] = [
  ['70', 'The drug is not on the formulary.'],
  ['75', 'The drug needs prior authorization, and none was given.'],
  ['79', 'The last fill still lasts: it is too soon for a refill.'],
];

/** How a claim is decided. */
export interface Decision {
  /** Lines that are denied. */
  readonly denied: ReadonlySet<number>;
  readonly reason: DenialReason;
  /** Points of percent by which the allowed amount was corrected. */
  readonly correction: number;
  /** The member paid at the counter and is paid back. */
  readonly paidByMember: boolean;
}

/** A claim's lines in money. */
export interface Settlement {
  readonly amounts: readonly Amounts[];
  readonly denied: ReadonlySet<number>;
  readonly reason: DenialReason;
  readonly paidByMember: boolean;
}

/** Draws what is decided about a claim; `whole` denies all of it. */
export function decide(random: Random, draft: ClaimDraft, whole: boolean): Decision {
  const lines = draft.lines.length;
  const wholeReason = random.pick(draft.kind === 'pharmacy' ? DRUG_DENIALS : CLAIM_DENIALS);
  const lineReason = random.pick(LINE_DENIALS);
  const one = random.int(1, Math.max(1, lines - 1));
  const partial = random.chance(0.06) && lines > 1;
  const paidByMember = random.chance(0.015) && draft.kind === 'pharmacy' && !whole;
  const all = Array.from({ length: lines }, (_, index) => index);
  return {
    denied: new Set(whole ? all : partial ? [one] : []),
    reason: whole ? wholeReason : lineReason,
    correction: 0,
    paidByMember,
  };
}

/**
 * Settles a claim with the payer that is asked first, so that every line closes to the cent. A denied line is noncovered
 * in full and the member owes nothing for it: contracted providers may not bill members for what the plan denies them.
 */
export function settle(
  facts: MemberFacts,
  draft: ClaimDraft,
  decision: Decision,
  year: CostShareYear,
): Settlement {
  const otherPayer = facts.cover === 'dual' && draft.payer === 'dualConnect';
  const amounts = draft.lines.map((line, index) => {
    const billed = { submitted: line.submitted, drugcost: line.drugCost ?? 0 };
    if (decision.denied.has(index)) return amountsOf({ ...billed, noncovered: line.submitted });
    const allowed = Math.floor((line.submitted * (line.keptPercent + decision.correction)) / 100);
    const eligible = draft.capitated ? 0 : allowed;
    const shares = year.take(eligible, line.share);
    const share = shares.deductible + shares.copay + shares.coinsurance;
    const benefit = eligible - share;
    const counter = decision.paidByMember ? line.submitted : draft.kind === 'pharmacy' ? share : 0;
    return amountsOf({
      ...billed,
      ...shares,
      discount: line.submitted - eligible,
      eligible,
      memberliability: otherPayer ? 0 : share,
      benefit,
      ...(decision.paidByMember ? { paidtopatient: benefit } : { paidtoprovider: benefit }),
      paidbypatient: counter,
      ...(decision.paidByMember ? { paidbypatientcash: counter } : { paidbypatientother: counter }),
    });
  });
  const { denied, reason, paidByMember } = decision;
  return { amounts, denied, reason, paidByMember };
}

/**
 * What Medi-Cal pays after Medicare: the deductible and coinsurance that Medicare left (42 U.S.C. 1396a(n)), so that the
 * member owes nothing. `undefined` when nothing was left.
 */
export function settleCrossover(draft: ClaimDraft, medicare: Settlement): Settlement | undefined {
  const amounts = draft.lines.map((_, index) => crossoverLine(medicare.amounts[index] ?? amountsOf({})));
  return amounts.some(({ benefit }) => benefit > 0) ? { ...medicare, amounts } : undefined;
}

function crossoverLine({ submitted, discount, noncovered, eligible, ...medicare }: Amounts): Amounts {
  const left = medicare.deductible + medicare.copay + medicare.coinsurance;
  return amountsOf({
    submitted,
    discount,
    noncovered,
    eligible,
    priorpayerpaid: medicare.benefit,
    benefit: left,
    paidtoprovider: left,
  });
}

/** Takes a settlement's cost shares out of the year's accumulators. */
export function unsettle(lines: readonly ClaimLine[], { amounts }: Settlement, year: CostShareYear): void {
  for (const [index, { share }] of lines.entries()) {
    const line: Shares | undefined = amounts[index];
    if (line) year.giveBack(line, share.pool);
  }
}
