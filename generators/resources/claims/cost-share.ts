/** What the member, or who pays for them, owes of a service. */
export interface CostShare {
  readonly copayCents: number;
  readonly coinsurancePercent: number;
  /** Whether the yearly deductible comes first. */
  readonly deductible: boolean;
  /** Medical services and Part D drugs have an out-of-pocket maximum each. */
  readonly pool: 'medical' | 'drugs';
}

/** The parts of a cost share, in whole cents. */
export interface Shares {
  readonly deductible: number;
  readonly copay: number;
  readonly coinsurance: number;
}

/** Where a year's accumulators stand, in whole cents. */
export interface Accumulated {
  readonly deductibleUsed: number;
  readonly deductible: number;
  readonly outOfPocketUsed: number;
  readonly outOfPocketMaximum: number;
}

export const NO_COST_SHARE: CostShare = {
  copayCents: 0,
  coinsurancePercent: 0,
  deductible: false,
  pool: 'medical',
};

/** The Part B deductible by calendar year (42 CFR 410.160; announced yearly by CMS), in cents. */
const PART_B_DEDUCTIBLE: Readonly<Record<number, number>> = {
  2022: 23_300,
  2023: 22_600,
  2024: 24_000,
  2025: 25_700,
  2026: 28_300,
};
const LATEST_DEDUCTIBLE = 28_300;
/** Plans may set maxima below the limits of 42 CFR 422.100(f). */
const OUT_OF_POCKET_MAXIMUM = 180_000;
const DRUG_MAXIMUM = 200_000;

/**
 * A member's cost sharing through one calendar year: the deductible is used up once, and nothing is owed beyond the
 * out-of-pocket maximum. What another payer covers counts as well (42 CFR 422.101(d)).
 */
export class CostShareYear {
  readonly #deductible: number;
  #deductibleUsed = 0;
  readonly #used = { medical: 0, drugs: 0 };

  constructor(year: number) {
    this.#deductible = PART_B_DEDUCTIBLE[year] ?? LATEST_DEDUCTIBLE;
  }

  /** Takes the share of an eligible amount (cents). */
  take(eligible: number, { copayCents, coinsurancePercent, deductible: first, pool }: CostShare): Shares {
    let room = maximumOf(pool) - this.#used[pool];
    const deductible = first ? Math.min(eligible, this.#deductible - this.#deductibleUsed, room) : 0;
    room -= deductible;
    const copay = Math.min(eligible - deductible, copayCents, room);
    room -= copay;
    const rest = eligible - deductible - copay;
    const coinsurance = Math.min(Math.floor((rest * coinsurancePercent) / 100), room);
    this.#deductibleUsed += deductible;
    this.#used[pool] += deductible + copay + coinsurance;
    return { deductible, copay, coinsurance };
  }

  /** Takes back what a claim that is reversed had added. */
  giveBack({ deductible, copay, coinsurance }: Shares, pool: CostShare['pool']): void {
    this.#deductibleUsed -= deductible;
    this.#used[pool] -= deductible + copay + coinsurance;
  }

  /** The medical accumulators. */
  standing(): Accumulated {
    return {
      deductibleUsed: this.#deductibleUsed,
      deductible: this.#deductible,
      outOfPocketUsed: this.#used.medical,
      outOfPocketMaximum: OUT_OF_POCKET_MAXIMUM,
    };
  }
}

const maximumOf = (pool: CostShare['pool']): number =>
  pool === 'medical' ? OUT_OF_POCKET_MAXIMUM : DRUG_MAXIMUM;
