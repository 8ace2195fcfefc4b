import { businessDayFrom } from '../business-days.ts';
import type { Diagnosis } from '../care-event.ts';
import { CHRONIC, type ChronicCondition } from '../codes/conditions.ts';
import { DRUGS, type Drug } from '../codes/drugs.ts';
import { dayOf } from '../days.ts';
import { ageAt } from '../life.ts';
import type { MemberFacts, Origin } from '../member.ts';
import type { PersonaCare } from '../personas.ts';
import { type Random, stream } from '../random.ts';
import type { Clinician, Providers, Site } from '../sites.ts';

/** Where a member goes for everything that is not special. */
export interface RegularCare {
  /** The member's own doctor. */
  readonly primary: Clinician;
  readonly pharmacy: Site;
}

/** What the parts of a year draw from. */
export interface Year extends RegularCare {
  readonly random: Random;
  readonly facts: MemberFacts;
  readonly providers: Providers;
  readonly firstDay: number;
  /** Of the member in the middle of the year. */
  readonly age: number;
  readonly chronic: readonly ChronicCondition[];
  readonly known: readonly Diagnosis[];
  /** Drugs taken all the time, and why. */
  readonly standing: readonly {
    readonly drug: Drug;
    readonly reason: Diagnosis;
    readonly daysSupply: 30 | 90;
  }[];
}

/** The member's own doctor and pharmacy, the same in every year. */
export function regularCareOf({ seed }: Origin, { index }: MemberFacts, providers: Providers): RegularCare {
  return regularCare(stream(seed, 'habits', index), providers);
}

function regularCare(habits: Random, providers: Providers): RegularCare {
  return {
    primary: habits.pick(providers.primaryCare),
    pharmacy: habits.pick(providers.sitesOf('pharmacy')),
  };
}

export function openYear({ seed }: Origin, facts: MemberFacts, providers: Providers, year: number): Year {
  // Habits last a lifetime: doctor, pharmacy and standing drugs are the same in every year.
  const habits = stream(seed, 'habits', facts.index);
  const chronic: readonly ChronicCondition[] = facts.chronic.map((name) => CHRONIC[name]);
  return {
    random: stream(seed, 'year', facts.index, year),
    facts,
    providers,
    firstDay: dayOf(year, 1, 1),
    age: Math.max(0, ageAt(facts.birthDay, dayOf(year, 7, 1))),
    ...regularCare(habits, providers),
    chronic,
    known: chronic.map(({ code, display }) => [code, display] as const),
    standing: chronic.flatMap(({ code, display, drugs }) =>
      drugs.flatMap((key, n) => {
        const taken = habits.chance(0.3) || n === 0 || facts.persona !== undefined;
        const daysSupply = habits.chance(0.1) ? 30 : 90;
        const drug = DRUGS[key];
        return taken && drug ? [{ drug, reason: [code, display] as const, daysSupply } as const] : [];
      }),
    ),
  };
}

/** Drawn for everyone, so that a persona's certainty shifts nothing that is drawn later. */
export function happens({ random, facts }: Year, what: PersonaCare, p: number): boolean {
  const drawn = random.chance(p);
  return drawn || (facts.persona?.always.includes(what) ?? false);
}

export const somewhen = (random: Random, firstDay: number): number => firstDay + random.int(2, 350);
export const workday = (random: Random, firstDay: number): number =>
  businessDayFrom(somewhen(random, firstDay));
