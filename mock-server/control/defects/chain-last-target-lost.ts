import type { Defect } from '../defect.ts';
import { spoilMatches } from './support/searches.ts';

export const chainLastTargetLost: Defect = {
  name: 'chain.last-target-lost',
  summary: 'A chained search finds all but the last.',
  clause: 'FHIR R4 search.html#chaining',
  replacementOf: spoilMatches((matches, { plan }) =>
    plan.criteria.some(({ test }) => test === 'chain') ? matches.slice(0, -1) : matches,
  ),
};
