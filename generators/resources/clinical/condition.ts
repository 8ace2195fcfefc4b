import type { Condition, Reference } from 'fhir/r4.js';
import { PROBLEM_CODES, type SOCIAL_NEEDS } from '../../codes/clinical.ts';
import { alike, concept } from '../../codes/concept.ts';
import { CHRONIC, type ChronicName } from '../../codes/conditions.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { type ClinicalContext, claims, subjectOf } from './clinical.ts';
import type { VisitEvent } from './encounter.ts';

const ACTIVE = concept(system.conditionClinical, 'active', 'Active');
const RESOLVED = concept(system.conditionClinical, 'resolved', 'Resolved');
const CONFIRMED = concept(system.conditionVerification, 'confirmed', 'Confirmed');
const ENCOUNTER_DIAGNOSIS = [concept(system.conditionCategory, 'encounter-diagnosis', 'Encounter Diagnosis')];
const PROBLEM = [concept(system.conditionCategory, 'problem-list-item', 'Problem List Item')];
const SOCIAL = [
  concept(system.usCoreConditionCategory, 'health-concern', 'Health Concern'),
  concept(system.usCoreCategory, 'sdoh', 'SDOH'),
];
const ASSERTED = 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate';
/** ICD-10-CM Z codes say why someone came, not what they have. */
const NO_ILLNESS = /^Z/;

/** US Core 6.1.0 Condition for what a visit found; `undefined` for visits of the healthy. */
export function encounterDiagnosis(
  context: ClinicalContext,
  event: VisitEvent,
  encounter: Reference,
): Condition | undefined {
  const [code, display] = event.diagnoses[0] ?? [];
  if (!code || NO_ILLNESS.test(code)) return undefined;
  const isChronic = Object.values(CHRONIC).some((one) => one.code === code);
  const began = event.kind === 'hospital' ? event.admitted : event.day;
  const isOver = event.kind === 'hospital' && !isChronic;
  return {
    resourceType: 'Condition',
    id: context.nextId('Condition'),
    meta: claims('us-core-condition-encounter-diagnosis'),
    extension: [{ url: ASSERTED, valueDateTime: isoDate(began) }],
    clinicalStatus: isOver ? RESOLVED : ACTIVE,
    verificationStatus: CONFIRMED,
    category: ENCOUNTER_DIAGNOSIS,
    code: concept(system.icd10, code, display),
    subject: subjectOf(context),
    encounter,
    // When something chronic began is on the problem list.
    ...(isChronic ? {} : { onsetDateTime: isoDate(began) }),
    ...(isOver ? { abatementDateTime: isoDate(event.day) } : {}),
    recordedDate: isoDate(event.day),
  };
}

/** US Core 6.1.0 Condition of the problem list. Days since 1970-01-01. */
export function problem(
  context: ClinicalContext,
  name: ChronicName,
  days: { readonly onset: number; readonly recorded: number },
): Condition {
  const { code, display } = CHRONIC[name];
  return {
    resourceType: 'Condition',
    id: context.nextId('Condition'),
    meta: claims('us-core-condition-problems-health-concerns'),
    extension: [{ url: ASSERTED, valueDateTime: isoDate(days.recorded) }],
    clinicalStatus: ACTIVE,
    verificationStatus: CONFIRMED,
    category: PROBLEM,
    code: alike([system.icd10, code, display], [system.snomed, ...PROBLEM_CODES[name]]),
    subject: subjectOf(context),
    onsetDateTime: isoDate(days.onset),
    recordedDate: isoDate(days.recorded),
  };
}

/** An illness of earlier years that is over. */
export function pastProblem(
  context: ClinicalContext,
  days: { readonly onset: number; readonly abatement: number; readonly recorded: number },
): Condition {
  return {
    resourceType: 'Condition',
    id: context.nextId('Condition'),
    meta: claims('us-core-condition-problems-health-concerns'),
    clinicalStatus: RESOLVED,
    verificationStatus: CONFIRMED,
    category: PROBLEM,
    code: alike(
      [system.icd10, 'K35.80', 'Unspecified acute appendicitis'],
      [system.snomed, '74400008', 'Appendicitis'],
    ),
    subject: subjectOf(context),
    onsetDateTime: isoDate(days.onset),
    abatementDateTime: isoDate(days.abatement),
    recordedDate: isoDate(days.recorded),
  };
}

/** US Core 6.1.0 Condition for a social need that a screening found. */
export function socialNeed(
  context: ClinicalContext,
  [icd10, snomed]: (typeof SOCIAL_NEEDS)[number],
  recorded: number,
): Condition {
  return {
    resourceType: 'Condition',
    id: context.nextId('Condition'),
    meta: claims('us-core-condition-problems-health-concerns'),
    extension: [{ url: ASSERTED, valueDateTime: isoDate(recorded) }],
    clinicalStatus: ACTIVE,
    verificationStatus: CONFIRMED,
    category: SOCIAL,
    code: alike([system.icd10, ...icd10], [system.snomed, ...snomed]),
    subject: subjectOf(context),
    recordedDate: isoDate(recorded),
  };
}
