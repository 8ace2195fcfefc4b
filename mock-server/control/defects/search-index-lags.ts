import type { Defect } from '../defect.ts';
import { chosenCriteria, spoilMatches } from './support/searches.ts';

export const searchIndexLags: Defect = {
  name: 'search.index-lags',
  summary:
    'The search index lags behind: what was indexed last is missing from every search that narrows the record.',
  clause: 'FHIR R4 search.html#conformance',
  replacementOf: spoilMatches((matches, exchange) =>
    chosenCriteria(exchange).length > 0 ? matches.slice(0, -1) : matches,
  ),
};
