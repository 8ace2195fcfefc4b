import { meets } from '../../fhir/search/match.ts';
import type { Defect } from '../defect.ts';
import { spoilMatches } from './support/searches.ts';

export const searchReferenceFirstOnly: Defect = {
  name: 'search.reference-first-only',
  summary: 'References are compared with the first one of a resource alone.',
  clause: 'FHIR R4 search.html#reference',
  replacementOf: spoilMatches((matches, { plan }) =>
    matches.filter((resource) =>
      plan.criteria.every(
        (criterion) =>
          criterion.test !== 'reference' ||
          meets(resource, {
            ...criterion,
            parameter: {
              ...criterion.parameter,
              values: (one) => criterion.parameter.values(one).slice(0, 1),
            },
          }),
      ),
    ),
  ),
};
