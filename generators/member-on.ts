import { coverOn } from './enrollment.ts';
import { ageAt } from './life.ts';
import type { MemberFacts } from './member.ts';

interface Stage {
  /** Years. */
  readonly age: number;
  /** Share of the adult's. */
  readonly height: number;
  readonly bodyMassIndex: number;
  /** Beats and breaths per minute, at rest. */
  readonly heartRate: number;
  readonly breaths: number;
  /** Share of the adult's. */
  readonly bloodPressure: number;
}

/** What is usual at an age; read along straight lines between. */
const STAGES: readonly Stage[] = [
  { age: 0, height: 0.29, bodyMassIndex: 13.5, heartRate: 132, breaths: 42, bloodPressure: 0.58 },
  { age: 1, height: 0.44, bodyMassIndex: 17, heartRate: 116, breaths: 30, bloodPressure: 0.72 },
  { age: 2, height: 0.5, bodyMassIndex: 16.4, heartRate: 108, breaths: 26, bloodPressure: 0.74 },
  { age: 5, height: 0.64, bodyMassIndex: 15.5, heartRate: 96, breaths: 22, bloodPressure: 0.78 },
  { age: 10, height: 0.81, bodyMassIndex: 16.7, heartRate: 84, breaths: 18, bloodPressure: 0.85 },
  { age: 15, height: 0.96, bodyMassIndex: 20, heartRate: 76, breaths: 16, bloodPressure: 0.94 },
];
const ADULT: Stage = {
  age: 18,
  height: 1,
  bodyMassIndex: 22,
  heartRate: 74,
  breaths: 15,
  bloodPressure: 1,
};
const GROWN_UP = 18;
const YEAR_DAYS = 365.25;

/**
 * A member as they were on a day: what covered them then, and how tall and heavy a child was. The same object where
 * that is how the facts already have it.
 */
export function memberOn(facts: MemberFacts, day: number): MemberFacts {
  const cover = coverOn(facts, day) ?? facts.cover;
  const isGrown = ageAt(facts.birthDay, day) >= GROWN_UP;
  if (isGrown) return cover === facts.cover ? facts : { ...facts, cover };
  const { height, bodyMassIndex } = stageOn(facts, day);
  const metres = (facts.heightCm / 100) * height;
  return {
    ...facts,
    cover,
    heightCm: Math.round(metres * 100),
    weightKg: Math.round(metres ** 2 * bodyMassIndex * 10) / 10,
  };
}

/** What is usual at the member's age on a day. */
export function stageOn({ birthDay }: MemberFacts, day: number): Stage {
  const age = Math.max(0, (day - birthDay) / YEAR_DAYS);
  if (age >= ADULT.age) return ADULT;
  const index = STAGES.findLastIndex((stage) => stage.age <= age);
  const low = STAGES[index] ?? ADULT;
  const high = STAGES[index + 1] ?? ADULT;
  const share = (age - low.age) / (high.age - low.age);
  const between = (of: Exclude<keyof Stage, 'age'>): number => low[of] + share * (high[of] - low[of]);
  return {
    age,
    height: between('height'),
    bodyMassIndex: between('bodyMassIndex'),
    heartRate: between('heartRate'),
    breaths: between('breaths'),
    bloodPressure: between('bloodPressure'),
  };
}
