import type { Observation } from 'fhir/r4.js';
import { businessDayFrom } from './business-days.ts';
import { regularCareOf } from './care/year.ts';
import type { CareEvent } from './care-event.ts';
import { createChart } from './chart.ts';
import { available, type Dated } from './dated.ts';
import { coverageIdsOn } from './enrollment-records.ts';
import { type IdCodec, type IdentifiedType, ordinalIn } from './ids.ts';
import type { MemberFacts, Origin } from './member.ts';
import { memberOn } from './member-on.ts';
import { stream } from './random.ts';
import { datedRecord } from './record-life.ts';
import { createBilling } from './resources/claims/billing.ts';
import { laboratoryObservations } from './resources/laboratory.ts';
import type { ObservationContext } from './resources/observation.ts';
import { emergencyObservations, visitObservations } from './resources/vital-signs.ts';
import type { Providers } from './sites.ts';
import { eventsOf } from './timeline.ts';

/** What members' resources are made from, besides the member. */
export interface Maker {
  readonly origin: Origin;
  readonly codec: IdCodec;
  readonly providers: Providers;
}

const DENIED_SHARE = 0.04;

/** All resources that come of one calendar year of a member's life: a pure function of seed, anchor, member and year. */
export function yearOfCare(maker: Maker, facts: MemberFacts, year: number): Dated[] {
  const { codec, origin, providers } = maker;
  const counts = new Map<IdentifiedType, number>();
  const nextId = (type: IdentifiedType): string => {
    const count = counts.get(type) ?? 0;
    counts.set(type, count + 1);
    return codec.encode(type, facts.index, ordinalIn(year, count));
  };
  const patientId = codec.encode('Patient', facts.index, 0);
  const { primary } = regularCareOf(origin, facts, providers);
  const list: Dated[] = [];
  const billing = createBilling(origin, codec, facts.index, year);
  const chart = createChart(maker, facts, year, nextId);

  for (const [ordinal, event] of eventsOf(origin, facts, providers, year).entries()) {
    const random = stream(origin.seed, 'event', facts.index, year, ordinal);
    const receivedOn = event.kind === 'pharmacy' ? event.day : event.day + random.int(2, 18);
    const adjudicatedOn =
      event.kind === 'pharmacy' ? event.day : businessDayFrom(receivedOn + random.int(1, 8));
    const paidAt = available(adjudicatedOn, random.int(0, 10_799));
    const chartedAt = available(event.day + random.int(0, 2), random.int(0, 10_799));
    const then = memberOn(facts, event.day);
    const context = {
      facts: then,
      providers,
      primary,
      random,
      id: nextId('ExplanationOfBenefit'),
      patientId,
      coverageIds: coverageIdsOn(codec, facts, event.day),
      year,
      receivedOn,
      adjudicatedOn,
      denied: random.chance(DENIED_SHARE),
    };
    billing.add(event, ordinal, context, paidAt);
    const observing = {
      facts: then,
      patientId,
      random,
      details: stream(origin.seed, 'observation details', facts.index, year, ordinal),
      availableAt: chartedAt,
      nextId: () => nextId('Observation'),
    };
    const observed = observationsOf(observing, event);
    const charted = chart.add(event, ordinal, observed, chartedAt);
    list.push(...datedRecord(event, facts, [...charted, ...observed], chartedAt, observing.details));
  }
  list.push(...billing.adjudicate(), ...chart.prescriptions());
  return list;
}

function observationsOf(context: ObservationContext, event: CareEvent): Observation[] {
  if (event.kind === 'laboratory') return laboratoryObservations(context, event);
  if (event.kind === 'emergency') return emergencyObservations(context, event);
  return event.kind === 'office' && !event.standing ? visitObservations(context, event) : [];
}
