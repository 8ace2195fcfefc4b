import type { Meta, Reference } from 'fhir/r4.js';
import type { CareEvent } from '../../care-event.ts';
import { profile } from '../../codes/systems.ts';
import { pacificTime } from '../../days.ts';
import type { IdentifiedType } from '../../ids.ts';
import type { MemberFacts } from '../../member.ts';
import type { Random } from '../../random.ts';
import type { Providers } from '../../sites.ts';
import { byMember } from '../references.ts';

/** What the clinical resources of one event are made with. */
export interface ClinicalContext {
  readonly facts: MemberFacts;
  readonly providers: Providers;
  readonly patientId: string;
  readonly random: Random;
  /** When the plan serves the record of the event, ms. */
  readonly availableAt: number;
  nextId(type: IdentifiedType): string;
}

export function claims(name: string): Meta {
  return { profile: [profile.usCore(name)] };
}

export function subjectOf({ patientId }: Pick<ClinicalContext, 'patientId'>): Reference {
  return byMember(patientId);
}

/** The local time at which an event began. */
export function timeOf({ day, minute }: CareEvent): string {
  return pacificTime(day, minute);
}
