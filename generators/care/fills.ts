import type { Fill, OfficeVisit } from '../care-event.ts';
import { DRUGS } from '../codes/drugs.ts';
import type { Year } from './year.ts';

/** A prescription a year for each standing drug, filled as often as its supply runs out. */
export function standingFills({ random, firstDay, primary, pharmacy, standing }: Year): Fill[] {
  return standing.flatMap(({ drug, reason, daysSupply }) => {
    const fills = daysSupply === 30 ? 12 : 4;
    const phase = random.int(1, 28);
    return Array.from({ length: fills }, (_, refill) => ({
      kind: 'pharmacy' as const,
      day: firstDay + phase + refill * daysSupply,
      minute: random.int(36, 76) * 15,
      clinician: primary,
      site: pharmacy,
      diagnoses: [reason],
      drug,
      refill,
      refillsAuthorized: fills - 1,
      daysSupply,
    }));
  });
}

/** Medicine for pain that a visit found, fetched the day after. */
export function painFills({ pharmacy }: Year, visits: readonly OfficeVisit[]): Fill[] {
  const drug = DRUGS.gabapentin;
  if (!drug) return [];
  return visits
    .filter(({ diagnoses }) => /^(M54|M25|R51)/.test(diagnoses[0]?.[0] ?? ''))
    .map(({ day, minute, clinician, diagnoses }) => ({
      kind: 'pharmacy',
      day: day + 1,
      minute,
      clinician,
      site: pharmacy,
      diagnoses,
      drug,
      refill: 0,
      refillsAuthorized: 0,
      daysSupply: 30,
    }));
}
