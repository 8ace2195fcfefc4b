import { describe, expect, it } from 'vitest';
import { CostShareYear, NO_COST_SHARE } from './cost-share.ts';

const PART_B = { copayCents: 0, coinsurancePercent: 20, deductible: true, pool: 'medical' } as const;
const COPAY = { ...NO_COST_SHARE, copayCents: 1500 };
const DRUG = { ...NO_COST_SHARE, copayCents: 1265, pool: 'drugs' } as const;

describe('cost sharing through a year', () => {
  it.each([
    ['nothing is owed without cost share', 10_000, NO_COST_SHARE, [0, 0, 0]],
    ['the deductible takes a small amount whole', 10_000, PART_B, [10_000, 0, 0]],
    ['coinsurance is of what the deductible leaves', 35_700, PART_B, [25_700, 0, 2_000]],
    ['coinsurance is rounded down to the cent', 25_704, PART_B, [25_700, 0, 0]],
    ['a copayment is fixed', 10_000, COPAY, [0, 1_500, 0]],
    ['a copayment is never more than the service', 900, COPAY, [0, 900, 0]],
    ['the maximum bounds even a large bill', 5_000_000, PART_B, [25_700, 0, 154_300]],
  ] as const)('%s', (_, eligible, share, [deductible, copay, coinsurance]) => {
    expect(new CostShareYear(2025).take(eligible, share)).toEqual({ deductible, copay, coinsurance });
  });

  it('asks for the deductible once', () => {
    const year = new CostShareYear(2025);
    expect(year.take(20_000, PART_B).deductible).toBe(20_000);
    expect(year.take(20_000, PART_B)).toEqual({ deductible: 5_700, copay: 0, coinsurance: 2_860 });
    expect(year.take(20_000, PART_B)).toEqual({ deductible: 0, copay: 0, coinsurance: 4_000 });
    expect(year.standing()).toMatchObject({ deductibleUsed: 25_700, outOfPocketUsed: 32_560 });
  });

  it('asks for nothing beyond the out-of-pocket maximum, and counts drugs apart', () => {
    const year = new CostShareYear(2025);
    year.take(5_000_000, PART_B);
    expect(year.take(10_000, COPAY)).toEqual({ deductible: 0, copay: 0, coinsurance: 0 });
    expect(year.take(10_000, DRUG).copay).toBe(1_265);
    expect(year.standing().outOfPocketUsed).toBe(year.standing().outOfPocketMaximum);
  });

  it('gives back what a reversed claim had used up', () => {
    const year = new CostShareYear(2025);
    const before = year.standing();
    year.giveBack(year.take(100_000, PART_B), 'medical');
    expect(year.standing()).toEqual(before);
    expect(year.take(10_000, PART_B).deductible).toBe(10_000);
  });

  it('has the deductible of the year, and the latest known one after that', () => {
    expect(
      [2023, 2024, 2025, 2026, 2040].map((year) => new CostShareYear(year).standing().deductible),
    ).toEqual([22_600, 24_000, 25_700, 28_300, 28_300]);
  });
});
