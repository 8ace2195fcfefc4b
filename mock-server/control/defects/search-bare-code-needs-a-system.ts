import type { Defect } from '../defect.ts';
import { changeCriteria } from './support/searches.ts';

export const searchBareCodeNeedsASystem: Defect = {
  name: 'search.bare-code-needs-a-system',
  summary: 'A code without a system finds only what has no system.',
  clause: 'FHIR R4 search.html#token',
  replacementOf: changeCriteria('token', (criterion) =>
    criterion.name === '_id'
      ? criterion
      : {
          ...criterion,
          alternatives: criterion.alternatives.map((query) => ({ ...query, system: query.system ?? '' })),
        },
  ),
};
