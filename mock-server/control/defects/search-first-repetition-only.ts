import { meets } from '../../fhir/search/match.ts';
import type { Defect } from '../defect.ts';
import { spoilMatches } from './support/searches.ts';

export const searchFirstRepetitionOnly: Defect = {
  name: 'search.first-repetition-only',
  summary: 'Tokens are compared with the first value of a resource alone.',
  clause: 'FHIR R4 search.html#token',
  replacementOf: spoilMatches((matches, { plan }) =>
    matches.filter((resource) =>
      plan.criteria.every(
        (criterion) =>
          criterion.test !== 'token' ||
          criterion.name === '_id' ||
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
