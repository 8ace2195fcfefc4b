import type { DiagnosticReport, Encounter, FhirResource, Observation } from 'fhir/r4.js';
import type { CareEvent } from './care-event.ts';
import { concept } from './codes/concept.ts';
import { system } from './codes/systems.ts';
import { available, type Dated, dated, versions } from './dated.ts';
import { isoInstant } from './days.ts';
import type { MemberFacts } from './member.ts';
import { showsEverything } from './personas.ts';
import type { Random } from './random.ts';

/** Cultures are read again after some days; a few results turn out to be wrong. */
const FINAL_AFTER = [2, 3] as const;
const CORRECTED_AFTER = [1, 6] as const;
const CORRECTED = 0.03;
const PENDING = concept(system.dataAbsentReason, 'temp-unknown', 'Temporarily Unknown');

type States = readonly (readonly [FhirResource, number])[];

/**
 * What one event wrote down, with the versions that it goes through: results of a culture are preliminary, then final;
 * now and then a final result is corrected; a stay is on file while it lasts.
 *
 * @param resources as they are in the end
 * @param availableAt when (ms) the plan first has them
 * @param details draws of the event that shift no others
 */
export function datedRecord(
  event: CareEvent,
  facts: MemberFacts,
  resources: readonly FhirResource[],
  availableAt: number,
  details: Random,
): Dated[] {
  if (event.kind === 'laboratory') {
    return event.culture
      ? cultureLife(event.day, resources, availableAt, details)
      : resultLife(event.day, facts, resources, availableAt, details);
  }
  return resources.flatMap((resource) =>
    event.kind === 'hospital' && resource.resourceType === 'Encounter'
      ? stayLife(resource, event.admitted, facts, availableAt)
      : dated(resource, availableAt),
  );
}

function cultureLife(
  day: number,
  resources: readonly FhirResource[],
  availableAt: number,
  details: Random,
): Dated[] {
  const finalAt = Math.max(available(day + details.int(...FINAL_AFTER), 7200), availableAt + 3_600_000);
  return resources.flatMap((resource) => {
    if (resource.resourceType === 'DiagnosticReport') {
      return versions([
        [{ ...resource, status: 'preliminary' }, availableAt],
        [issued(resource, 'final', finalAt), finalAt],
      ]);
    }
    if (resource.resourceType !== 'Observation') return dated(resource, availableAt);
    return versions([
      [preliminary(resource), availableAt],
      [issued(resource, 'final', finalAt), finalAt],
    ]);
  });
}

/** The organism is known first; which drugs it resists is not. */
function preliminary(result: Observation): Observation {
  if (result.hasMember) return { ...result, status: 'preliminary' };
  const { valueCodeableConcept: _, interpretation: __, ...pending } = result;
  return { ...pending, status: 'registered', dataAbsentReason: PENDING };
}

function resultLife(
  day: number,
  facts: MemberFacts,
  resources: readonly FhirResource[],
  availableAt: number,
  details: Random,
): Dated[] {
  const measured = resources.filter(
    (one): one is Observation => one.resourceType === 'Observation' && one.valueQuantity !== undefined,
  );
  const corrects = details.chance(CORRECTED) || (showsEverything(facts) && details.chance(0.5));
  const wrong = corrects && measured.length > 0 ? details.pick(measured) : undefined;
  const factor = details.pick([0.5, 2]);
  const correctedAt = Math.max(
    available(day + details.int(...CORRECTED_AFTER), 10_800),
    availableAt + 3_600_000,
  );
  return resources.flatMap((resource) => {
    const states = wrong && correction(resource, wrong, factor, availableAt, correctedAt);
    return states ? versions(states) : dated(resource, availableAt);
  });
}

/** A result in the wrong decimal place, put right; `undefined` for what has nothing to do with it. */
function correction(
  resource: FhirResource,
  wrong: Observation,
  factor: number,
  availableAt: number,
  correctedAt: number,
): States | undefined {
  if (resource === wrong && wrong.valueQuantity) {
    const value = Math.round((wrong.valueQuantity.value ?? 0) * factor * 100) / 100;
    const { interpretation: _, ...first } = wrong;
    return [
      [{ ...first, valueQuantity: { ...wrong.valueQuantity, value } }, availableAt],
      [issued(wrong, 'corrected', correctedAt), correctedAt],
    ];
  }
  const isReported =
    resource.resourceType === 'DiagnosticReport' &&
    resource.result?.some(({ reference }) => reference === `Observation/${wrong.id}`);
  if (!isReported) return undefined;
  return [
    [resource, availableAt],
    [issued(resource, 'corrected', correctedAt), correctedAt],
  ];
}

function issued<T extends Observation | DiagnosticReport>(resource: T, status: T['status'], at: number): T {
  return { ...resource, status, issued: isoInstant(at) };
}

/** Admissions are reported on the day: the diagnosis and where the member goes from there come with the discharge. */
function stayLife(
  encounter: Encounter,
  admitted: number,
  { registeredOn }: MemberFacts,
  availableAt: number,
): Dated[] {
  const admittedAt = Math.max(available(admitted, 3600), available(registeredOn, 4000));
  if (admittedAt >= availableAt) return [dated(encounter, availableAt)];
  const { reasonReference: _, hospitalization: __, participant = [], period, ...rest } = encounter;
  const since = period?.start === undefined ? {} : { period: { start: period.start } };
  const present: Encounter = {
    ...rest,
    status: 'in-progress',
    participant: participant.map((one) => ({ ...one, ...(one.period ? since : {}) })),
    ...since,
  };
  return versions([
    [present, admittedAt],
    [encounter, availableAt],
  ]);
}
