import type { CodeableConcept, Observation, Reference } from 'fhir/r4.js';
import type { CareEvent } from '../care-event.ts';
import { profile } from '../codes/systems.ts';
import { isoInstant, pacificTime } from '../days.ts';
import type { MemberFacts } from '../member.ts';
import type { Random } from '../random.ts';

/** What the observations of one visit or laboratory order are made with. */
export interface ObservationContext {
  readonly facts: MemberFacts;
  readonly patientId: string;
  readonly random: Random;
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
    subject: { reference: `Patient/${context.patientId}` },
    effectiveDateTime: pacificTime(event.day, event.minute),
    issued: isoInstant(context.availableAt),
    performer: [performer],
    ...body,
  };
}
