import type { Defect } from '../defect.ts';
import { spoilMatches } from './support/searches.ts';

export const chainReverseFindsNothing: Defect = {
  name: 'chain.reverse-finds-nothing',
  summary: 'The parameter _has finds nothing.',
  clause: 'FHIR R4 search.html#has',
  replacementOf: spoilMatches((matches, { plan }) =>
    plan.criteria.some(({ test }) => test === 'has') ? [] : matches,
  ),
};
