import type { FhirResource, Observation, Reference } from 'fhir/r4.js';
import type { CareEvent, Fill, LaboratoryTest } from '../../care-event.ts';
import { coveredOn } from '../../enrollment.ts';
import { ageAt } from '../../life.ts';
import { showsEverything } from '../../personas.ts';
import type { ClinicalContext } from './clinical.ts';
import { encounterDiagnosis } from './condition.ts';
import { laboratoryReports, studyReports } from './diagnostic-report.ts';
import { visitDocument } from './document-reference.ts';
import { cancelledVisit, encounter, type VisitEvent } from './encounter.ts';
import { declinedImmunization, pharmacyImmunization } from './immunization.ts';
import { medicationRequest } from './medication-request.ts';
import { declinedColonoscopy, procedures } from './procedure.ts';
import { provenance } from './provenance.ts';

/** What one event says about others of the same year. */
export interface EventRecord {
  readonly resources: FhirResource[];
  /** The visit, when the event is one. */
  readonly encounter: Reference | undefined;
}

const DECLINED = 0.08;
const CANCELLED = 0.05;
/** Years of age. */
const SCREENED_FROM = 45;

/**
 * The US Core clinical resources of one event, with the Provenance of them and of its observations. All have the
 * event's day, clinician, site and diagnosis, as its claim has.
 *
 * @param observations of the event; those of a visit come to refer to its Encounter
 */
export function eventRecord(
  context: ClinicalContext,
  event: CareEvent,
  observations: readonly Observation[],
): EventRecord {
  if (event.kind === 'laboratory') return laboratoryRecord(context, event, observations);
  if (event.kind === 'pharmacy') return pharmacyRecord(context, event);
  return visitRecord(context, event, observations);
}

function visitRecord(
  context: ClinicalContext,
  event: VisitEvent,
  observations: readonly Observation[],
): EventRecord {
  const id = context.nextId('Encounter');
  const reference = { reference: `Encounter/${id}` };
  for (const observation of observations) observation.encounter = reference;
  const diagnosis = encounterDiagnosis(context, event, reference);
  const document = visitDocument(context, event, reference);
  const declines =
    event.kind === 'office' &&
    event.annual &&
    (context.random.chance(DECLINED) || showsEverything(context.facts));
  const resources: FhirResource[] = [
    encounter(context, event, id, diagnosis && { reference: `Condition/${diagnosis.id}` }),
    ...(diagnosis ? [diagnosis] : []),
    ...procedures(context, event, reference),
    ...studyReports(context, event, reference, observations),
    ...(document ? [document] : []),
    ...(declines ? [declinedImmunization(context, event, reference)] : []),
    ...calledOff(context, event, reference),
  ];
  resources.push(provenance(context, [...resources, ...observations], event.site, event.clinician));
  return { resources, encounter: reference };
}

/** What did not happen: an earlier appointment, a screening that was offered. */
function calledOff(context: ClinicalContext, event: VisitEvent, encounter: Reference): FhirResource[] {
  if (event.kind !== 'office') return [];
  const { random, facts } = context;
  const cancels = random.chance(CANCELLED);
  const daysBefore = random.int(3, 9);
  const declines = random.chance(DECLINED) && event.annual;
  const age = ageAt(facts.birthDay, event.day);
  return [
    ...(cancels && coveredOn(facts, event.day - daysBefore)
      ? [cancelledVisit(context, event, daysBefore)]
      : []),
    ...(declines && age >= SCREENED_FROM ? [declinedColonoscopy(context, event, encounter)] : []),
  ];
}

function laboratoryRecord(
  context: ClinicalContext,
  event: LaboratoryTest,
  observations: readonly Observation[],
): EventRecord {
  const resources: FhirResource[] = laboratoryReports(context, event, observations);
  if (resources.length > 0)
    resources.push(provenance(context, [...resources, ...observations], event.site, undefined));
  return { resources, encounter: undefined };
}

function pharmacyRecord(context: ClinicalContext, event: Fill): EventRecord {
  const immunization = pharmacyImmunization(context, event);
  const resources = immunization
    ? [immunization, provenance(context, [immunization], event.site, undefined)]
    : [];
  return { resources, encounter: undefined };
}

/** The prescription behind a first fill, with its Provenance; nothing for vaccines. */
export function prescriptionRecord(
  context: ClinicalContext,
  first: Fill,
  visit: { readonly encounter: Reference; readonly day: number } | undefined,
): FhirResource[] {
  const request = medicationRequest(context, first, visit);
  if (!request) return [];
  const { clinician } = first;
  return [request, provenance(context, [request], clinician.site, clinician)];
}
