import type { Observation } from 'fhir/r4.js';
import type { OfficeVisit } from '../care-event.ts';
import { concept } from '../codes/concept.ts';
import { SMOKING } from '../codes/observations.ts';
import { system } from '../codes/systems.ts';
import { type ObservationContext, observation } from './observation.ts';
import { byClinician } from './references.ts';

const SOCIAL_HISTORY = [concept(system.observationCategory, 'social-history', 'Social History')];
const STATUS = concept(system.loinc, '72166-2', 'Tobacco smoking status');

/** US Core 6.1.0 smoking status, as asked for at the year's first visit. */
export function smokingStatus(context: ObservationContext, event: OfficeVisit): Observation {
  const { code, display } = SMOKING[context.facts.smoking];
  return observation(
    context,
    event,
    'us-core-smokingstatus',
    {
      category: SOCIAL_HISTORY,
      code: STATUS,
      valueCodeableConcept: concept(system.snomed, code, display),
    },
    byClinician(event.clinician),
  );
}
