import type { Defect } from '../defect.ts';
import { changeCriteria } from './support/searches.ts';

export const searchTokenSystemIgnored: Defect = {
  name: 'search.token-system-ignored',
  summary: 'Of system|code only the code is compared.',
  clause: 'FHIR R4 search.html#token',
  report: 'https://github.com/medplum/medplum/issues/1483',
  replacementOf: changeCriteria('token', (criterion) => ({
    ...criterion,
    alternatives: criterion.alternatives.map((query) =>
      query.code === undefined ? query : { ...query, system: undefined },
    ),
  })),
};
