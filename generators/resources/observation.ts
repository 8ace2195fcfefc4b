import type { CodeableConcept, Observation, Reference } from 'fhir/r4.js';
import type { CareEvent } from '../care-event.ts';
import { concept } from '../codes/concept.ts';
import { profile, system } from '../codes/systems.ts';
import { isoInstant, pacificTime } from '../days.ts';
import type { MemberFacts } from '../member.ts';
import type { Random } from '../random.ts';
import { byClinician, byMember } from './references.ts';

/** What the observations of one visit or laboratory order are made with. */
export interface ObservationContext {
  readonly facts: MemberFacts;
  readonly patientId: string;
  readonly random: Random;
  /** What is drawn apart, so that it shifts nothing else: what was left out, oxygen, how a result came about. */
  readonly details: Random;
  /** When the results became available, ms. */
  readonly availableAt: number;
  nextId(): string;
}

type Body = Omit<Partial<Observation>, 'code'> & { readonly code: CodeableConcept };

/** A final Observation to a US Core 6.1.0 profile, made at the event's local time. */
export function observation(
  context: ObservationContext,
  event: CareEvent,
  profileName: string,
  body: Body,
  performer: Reference,
): Observation {
  return {
    resourceType: 'Observation',
    id: context.nextId(),
    meta: { profile: [profile.usCore(profileName)] },
    status: 'final',
    subject: byMember(context.patientId),
    effectiveDateTime: pacificTime(event.day, event.minute),
    issued: isoInstant(context.availableAt),
    performer: [performer],
    ...body,
  };
}

const VITAL_SIGNS = [concept(system.observationCategory, 'vital-signs', 'Vital Signs')];

/** Why a vital sign has no value: it was not measured at that visit. */
export const NOT_PERFORMED = concept(system.dataAbsentReason, 'not-performed', 'Not Performed');

/** A vital sign, measured by the clinician of the visit. */
export function vitalSign(
  context: ObservationContext,
  event: CareEvent,
  profileName: string,
  body: Body,
): Observation {
  return observation(
    context,
    event,
    profileName,
    { category: VITAL_SIGNS, ...body },
    byClinician(event.clinician),
  );
}
