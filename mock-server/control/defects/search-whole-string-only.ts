import type { Defect } from '../defect.ts';
import { spoilMatches } from './support/searches.ts';

export const searchWholeStringOnly: Defect = {
  name: 'search.whole-string-only',
  summary: 'A text in a search must be the whole value, where its beginning is enough.',
  clause: 'FHIR R4 search.html#string',
  replacementOf: spoilMatches((matches, { plan }) =>
    matches.filter((resource) =>
      plan.criteria.every(
        (criterion) =>
          criterion.test !== 'string' ||
          criterion.mode !== 'folded' ||
          criterion.parameter
            .values(resource)
            .some(({ folded }) => criterion.alternatives.some((text) => folded === text)),
      ),
    ),
  ),
};
