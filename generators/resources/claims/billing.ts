import type { CareEvent } from '../../care-event.ts';
import type { Dated } from '../../dated.ts';
import { type IdCodec, ordinalIn } from '../../ids.ts';
import type { Origin } from '../../member.ts';
import { stream } from '../../random.ts';
import { CostShareYear } from './cost-share.ts';
import type { ClaimContext, ClaimDraft } from './draft.ts';
import { inpatientClaim, outpatientClaim } from './institutional.ts';
import { adjudicateYear, type PlannedClaim } from './life.ts';
import { oralClaim } from './oral.ts';
import { pharmacyClaim } from './pharmacy.ts';
import { professionalClaim } from './professional.ts';
import { transportClaim } from './transport.ts';

/** The claims of one member's calendar year: billed event by event, then adjudicated together. */
export interface Billing {
  /** @param paidAt when (ms) the first adjudication is served */
  add(event: CareEvent, ordinal: number, context: Omit<ClaimContext, 'details'>, paidAt: number): void;
  /** All versions of the year's ExplanationOfBenefit resources. */
  adjudicate(): Dated[];
}

/** Ordinals within a year and type have sixteen bits: an event's first claim takes thirteen, the others follow on. */
const VARIANT = 8192;
const TRANSPORT = 4;

export function createBilling({ seed }: Origin, codec: IdCodec, index: number, year: number): Billing {
  const planned: PlannedClaim[] = [];
  return {
    add(event, ordinal, context, paidAt) {
      const details = stream(seed, 'claim details', index, year, ordinal);
      const full = { ...context, details };
      const idOf = (variant: number): string =>
        variant === 0
          ? context.id
          : codec.encode('ExplanationOfBenefit', index, ordinalIn(year, ordinal) + VARIANT * variant);
      const plan = (draft: ClaimDraft, from: number, denied: boolean): void => {
        planned.push({
          context: { ...full, denied },
          draft,
          paidAt,
          random: stream(seed, 'claim life', index, year, ordinal, from),
          idOf: (variant) => idOf(from + variant),
        });
      };
      plan(draftOf(full, event), 0, context.denied);
      if (event.kind !== 'emergency' && event.kind !== 'hospital') return;
      const ride = transportClaim(full, event);
      if (ride) plan(ride, TRANSPORT, false);
    },
    adjudicate: () => adjudicateYear(planned, new CostShareYear(year)),
  };
}

function draftOf(context: ClaimContext, event: CareEvent): ClaimDraft {
  switch (event.kind) {
    case 'office':
    case 'laboratory':
      return professionalClaim(context, event);
    case 'pharmacy':
      return pharmacyClaim(context, event);
    case 'emergency':
      return outpatientClaim(context, event);
    case 'hospital':
      return inpatientClaim(context, event);
    case 'dental':
      return oralClaim(context, event);
  }
}
