import type { Defect } from '../defect.ts';
import { spoilMatches } from './support/searches.ts';

export const searchTypeModifierFindsNothing: Defect = {
  name: 'search.type-modifier-finds-nothing',
  summary: 'A reference whose type stands as modifier finds nothing.',
  clause: 'FHIR R4 search.html#reference',
  report: 'https://github.com/FirelyTeam/spark/issues/6',
  replacementOf: spoilMatches((matches, { request }) =>
    [...request.query.keys()].some((key) => /:[A-Z]/.test(key)) ? [] : matches,
  ),
};
