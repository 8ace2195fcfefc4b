import type { FhirResource } from 'fhir/r4.js';
import { businessDayFrom, nextBusinessDay } from './business-days.ts';
import type { CareEvent } from './care-event.ts';
import { instantOf, isoInstant } from './days.ts';
import type { IdCodec, IdentifiedType } from './ids.ts';
import type { MemberFacts, Origin } from './member.ts';
import { stream } from './random.ts';
import type { ClaimContext } from './resources/claims/claim.ts';
import { inpatientClaim, outpatientClaim } from './resources/claims/institutional.ts';
import { oralClaim } from './resources/claims/oral.ts';
import { pharmacyClaim } from './resources/claims/pharmacy.ts';
import { professionalClaim } from './resources/claims/professional.ts';
import { coverage } from './resources/coverage.ts';
import { PRODUCTS } from './resources/insurance-plan.ts';
import { laboratoryObservations } from './resources/laboratory.ts';
import { patient } from './resources/patient.ts';
import { visitObservations } from './resources/vital-signs.ts';
import type { Providers } from './sites.ts';
import { eventsOf } from './timeline.ts';

/** What members' resources are made from, besides the member. */
export interface Maker {
  readonly origin: Origin;
  readonly codec: IdCodec;
  readonly providers: Providers;
}

/** A resource with the moment (ms) from which it is served. */
export interface Dated {
  readonly availableAt: number;
  readonly resource: FhirResource;
}

const DENIED_SHARE = 0.04;

/** The resources that enrollment brings: Patient and Coverage. */
export function enrollmentOf({ codec, providers }: Maker, facts: MemberFacts): Dated[] {
  const availableAt = available(facts.enrolledOn - 1, facts.index % 3600);
  const patientId = codec.encode('Patient', facts.index, 0);
  const held = [
    ...(facts.cover === 'medi-cal' ? [] : [PRODUCTS.dualConnect]),
    ...(facts.cover === 'medicare' ? [] : [PRODUCTS.mediCal]),
  ];
  return [
    dated(patient(facts, patientId, providers.payer), availableAt),
    ...held.map((product) => {
      const ids = { id: codec.encode('Coverage', facts.index, product.index), patientId };
      return dated(coverage(facts, product, ids, providers.payer), availableAt);
    }),
  ];
}

/** All resources that come of one calendar year of a member's life: a pure function of seed, anchor, member and year. */
export function yearOfCare(maker: Maker, facts: MemberFacts, year: number): Dated[] {
  const { codec, origin, providers } = maker;
  const counts = new Map<IdentifiedType, number>();
  const nextId = (type: IdentifiedType): string => {
    const count = counts.get(type) ?? 0;
    counts.set(type, count + 1);
    // Twelve bits of year, sixteen of count: ids never depend on how many years were drawn before.
    return codec.encode(type, facts.index, (year % 4096) * 65_536 + count);
  };
  const patientId = codec.encode('Patient', facts.index, 0);
  const coverageIds = {
    dualConnect: codec.encode('Coverage', facts.index, PRODUCTS.dualConnect.index),
    mediCal: codec.encode('Coverage', facts.index, PRODUCTS.mediCal.index),
  };
  const list: Dated[] = [];

  for (const [ordinal, event] of eventsOf(origin, facts, providers, year).entries()) {
    const random = stream(origin.seed, 'event', facts.index, year, ordinal);
    const receivedOn = event.kind === 'pharmacy' ? event.day : event.day + random.int(2, 18);
    const adjudicatedOn =
      event.kind === 'pharmacy' ? event.day : businessDayFrom(receivedOn + random.int(1, 8));
    const paidAt = available(adjudicatedOn, random.int(0, 10_799));
    const chartedAt = available(event.day + random.int(0, 2), random.int(0, 10_799));
    const context: ClaimContext = {
      facts,
      providers,
      random,
      id: nextId('ExplanationOfBenefit'),
      patientId,
      coverageIds,
      receivedOn,
      adjudicatedOn,
      denied: random.chance(DENIED_SHARE),
    };
    list.push(dated(claimOf(context, event), paidAt));
    const observing = {
      facts,
      patientId,
      random,
      availableAt: chartedAt,
      nextId: () => nextId('Observation'),
    };
    const observed =
      event.kind === 'office'
        ? visitObservations(observing, event)
        : event.kind === 'laboratory'
          ? laboratoryObservations(observing, event)
          : [];
    for (const resource of observed) list.push(dated(resource, chartedAt));
  }
  return list;
}

function claimOf(context: ClaimContext, event: CareEvent): FhirResource {
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

/**
 * Served from the first business day after receipt or adjudication, early in the morning of California
 * (42 CFR 422.119(b)(1)(i)–(iii): no later than one business day after).
 */
function available(day: number, seconds: number): number {
  return instantOf(nextBusinessDay(day), 12 * 3600 + seconds);
}

function dated(resource: FhirResource, availableAt: number): Dated {
  resource.meta = { versionId: '1', lastUpdated: isoInstant(availableAt), ...resource.meta };
  return { availableAt, resource };
}
