import type { Defect } from '../defect.ts';
import { matchBy } from './support/searches.ts';

export const chainIgnored: Defect = {
  name: 'chain.ignored',
  summary: 'Chained parameters are accepted and not applied.',
  clause: 'FHIR R4 search.html#chaining',
  report: 'https://github.com/awslabs/fhir-works-on-aws-search-es/issues/138',
  replacementOf: matchBy(({ plan }) => plan.criteria.filter(({ test }) => test !== 'chain')),
};
