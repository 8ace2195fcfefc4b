import type { Defect } from '../defect.ts';
import { matchBy } from './support/searches.ts';

export const searchMissingTrueIsFalse: Defect = {
  name: 'search.missing-true-is-false',
  summary: 'The modifier :missing finds what has the element, whatever its value says.',
  clause: 'FHIR R4 search.html#missing',
  replacementOf: matchBy(({ plan }) =>
    plan.criteria.map((criterion) =>
      criterion.test === 'missing' ? { ...criterion, missing: false } : criterion,
    ),
  ),
};
