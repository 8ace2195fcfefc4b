import type { Defect } from '../defect.ts';
import { matchBy } from './support/searches.ts';

export const searchLastUpdatedIgnored: Defect = {
  name: 'search.last-updated-ignored',
  summary: 'The parameter _lastUpdated is read and echoed but not applied.',
  clause: 'FHIR R4 search.html#lastUpdated',
  replacementOf: matchBy(({ plan }) => plan.criteria.filter(({ name }) => name !== '_lastUpdated')),
};
