import type { Defect } from '../defect.ts';
import { changeCriteria } from './support/searches.ts';

export const searchWholeStringOnly: Defect = {
  name: 'search.whole-string-only',
  summary: 'A text in a search must be the whole value, where its beginning is enough.',
  clause: 'FHIR R4 search.html#string',
  replacementOf: changeCriteria('string', (criterion) => ({
    ...criterion,
    values: (resource) =>
      criterion
        .values(resource)
        .filter(({ folded }) => criterion.alternatives.some((text) => text === folded)),
  })),
};
