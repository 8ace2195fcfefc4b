import type { FhirResource, Observation, Reference } from 'fhir/r4.js';
import { regularCareOf } from './care/year.ts';
import type { CareEvent, Fill } from './care-event.ts';
import type { Maker } from './compartment.ts';
import { available, type Dated, dated, versions } from './dated.ts';
import { coveredOn } from './enrollment.ts';
import type { IdentifiedType } from './ids.ts';
import type { MemberFacts } from './member.ts';
import { stream } from './random.ts';
import type { ClinicalContext } from './resources/clinical/clinical.ts';
import { eventRecord, prescriptionRecord } from './resources/clinical/event-record.ts';
import { assessmentDay, standingRecord } from './resources/clinical/standing-record.ts';
import { standingLife } from './standing-life.ts';

/** The clinical side of one year of care. */
export interface Chart {
  /**
   * Writes down an event that has happened. Gives what was written, as it is in the end.
   *
   * @param ordinal of the event in its year
   * @param observations of the event; those of a visit come to refer to its Encounter
   * @param availableAt when the plan serves them, ms
   */
  add(
    event: CareEvent,
    ordinal: number,
    observations: readonly Observation[],
    availableAt: number,
  ): readonly FhirResource[];
  /** The prescriptions behind the fills written down so far. */
  prescriptions(): Dated[];
}

interface Visit {
  readonly encounter: Reference;
  readonly event: CareEvent;
  readonly availableAt: number;
}

export function createChart(
  { origin, codec, providers }: Maker,
  facts: MemberFacts,
  year: number,
  nextId: (type: IdentifiedType) => string,
): Chart {
  const patientId = codec.encode('Patient', facts.index, 0);
  const visits: Visit[] = [];
  const fillsByDrug = new Map<string, { readonly fills: Fill[]; readonly availableAt: number }>();
  const contextOf = (ordinal: number, availableAt: number): ClinicalContext => ({
    facts,
    providers,
    patientId,
    random: stream(origin.seed, 'chart', facts.index, year, ordinal),
    availableAt,
    nextId,
  });

  return {
    add(event, ordinal, observations, availableAt) {
      // Day care, transport and help at home are billed; no one writes a clinical note of them.
      if (event.kind === 'office' && event.standing) return [];
      const { resources, encounter } = eventRecord(contextOf(ordinal, availableAt), event, observations);
      if (encounter) visits.push({ encounter, event, availableAt });
      if (event.kind === 'pharmacy') {
        // A one-off prescription is one of its own; refills belong to the first fill.
        const key = event.refillsAuthorized > 0 ? event.drug.ndc : `${event.drug.ndc} ${ordinal}`;
        const known = fillsByDrug.get(key);
        if (known) known.fills.push(event);
        else fillsByDrug.set(key, { fills: [event], availableAt });
      }
      return resources;
    },
    prescriptions() {
      return [...fillsByDrug.values()].flatMap(({ fills, availableAt }, ordinal) => {
        const [first] = fills;
        if (!first) return [];
        const visit = visits.find(({ event }) => wasPrescribedAt(event, first));
        const writtenAt = Math.max(availableAt, visit?.availableAt ?? 0);
        const context = contextOf(-1 - ordinal, writtenAt);
        const written = prescriptionRecord(
          context,
          first,
          visit && { encounter: visit.encounter, day: visit.event.day },
        );
        return written.flatMap((resource) =>
          resource.resourceType === 'MedicationRequest'
            ? versions([
                [resource, writtenAt],
                [{ ...resource, status: 'completed' }, Math.max(usedUp(fills), writtenAt + 1000)],
              ])
            : dated(resource, writtenAt),
        );
      });
    },
  };
}

/** What the first health assessment wrote down; nothing for who was not covered on that day. */
export function firstAssessment({ origin, codec, providers }: Maker, facts: MemberFacts): Dated[] {
  const day = assessmentDay(origin.seed, facts);
  if (!coveredOn(facts, day)) return [];
  const counts = new Map<IdentifiedType, number>();
  const availableAt = available(day, facts.index % 3600);
  const context: ClinicalContext = {
    facts,
    providers,
    patientId: codec.encode('Patient', facts.index, 0),
    random: stream(origin.seed, 'standing record', facts.index),
    availableAt,
    nextId: (type) => {
      const count = counts.get(type) ?? 0;
      counts.set(type, count + 1);
      return codec.encode(type, facts.index, count);
    },
  };
  const care = regularCareOf(origin, facts, providers);
  const life = stream(origin.seed, 'standing life', facts.index);
  return standingLife(facts, standingRecord(context, care, day), day, availableAt, life);
}

/** Medicine for what an office visit found is fetched the day after. */
function wasPrescribedAt(event: CareEvent, fill: Fill): boolean {
  return (
    event.kind === 'office' &&
    event.day === fill.day - 1 &&
    event.diagnoses[0]?.[0] === fill.diagnoses[0]?.[0] &&
    event.clinician.index === fill.clinician.index
  );
}

/** When the plan counts a prescription as done: the last of its supply is used up. */
function usedUp(fills: readonly Fill[]): number {
  return available(Math.max(...fills.map(({ day, daysSupply }) => day + daysSupply)), 5400);
}
