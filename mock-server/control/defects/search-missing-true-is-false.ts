import type { Defect } from '../defect.ts';
import { changeCriteria } from './support/searches.ts';

export const searchMissingTrueIsFalse: Defect = {
  name: 'search.missing-true-is-false',
  summary: 'The modifier :missing finds what has the element, whatever its value says.',
  clause: 'FHIR R4 search.html#missing',
  replacementOf: changeCriteria('missing', (criterion) => ({ ...criterion, missing: false })),
};
