import type { FhirResource, Observation } from 'fhir/r4.js';
import { selectMatches } from '../../fhir/search/select.ts';
import { match, scopeOf } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { changeData } from './support/data.ts';
import { tokenCriterion } from './support/searches.ts';
import { afterStep } from './support/steps.ts';

/** Shows only where a code has several codings, so the plan puts codes of its own in front. */
export const searchFirstCodingOnly: Defect = {
  name: 'search.first-coding-only',
  summary: 'Observations carry the code of the plan before that of LOINC, and searches see only the first.',
  clause: 'FHIR R4 search.html#token',
  ports: changeData('member', (resource) => changeCodings(resource, withPlanCode)),
  replacementOf: afterStep(match, (exchange) => {
    const criterion = tokenCriterion(exchange, 'code');
    if (!criterion) return;
    exchange.matches = exchange.matches.filter((resource) => {
      const seen = changeCodings(resource, (codings) => codings.slice(0, 1));
      return selectMatches([seen], [criterion], scopeOf(exchange)).length > 0;
    });
  }),
};

type Codings = NonNullable<Observation['code']['coding']>;

function withPlanCode(codings: Codings): Codings {
  const code = `OBS-${codings[0]?.code ?? 'OTHER'}`;
  return [{ system: 'https://plan.example/CodeSystem/observations', code }, ...codings];
}

function changeCodings(resource: FhirResource, change: (codings: Codings) => Codings): FhirResource {
  if (resource.resourceType !== 'Observation') return resource;
  return { ...resource, code: { ...resource.code, coding: change(resource.code.coding ?? []) } };
}
