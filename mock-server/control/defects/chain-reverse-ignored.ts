import type { Defect } from '../defect.ts';
import { matchBy } from './support/searches.ts';

export const chainReverseIgnored: Defect = {
  name: 'chain.reverse-ignored',
  summary: 'The parameter _has is accepted and not applied.',
  clause: 'FHIR R4 search.html#has',
  report: 'https://github.com/omoponfhir/omoponfhir-main/issues/12',
  replacementOf: matchBy(({ plan }) => plan.criteria.filter(({ test }) => test !== 'has')),
};
