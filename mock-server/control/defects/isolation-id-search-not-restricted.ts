import { match } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { resourceOfAnyone } from './support/searches.ts';
import { afterStep } from './support/steps.ts';

export const isolationIdSearchNotRestricted: Defect = {
  name: 'isolation.id-search-not-restricted',
  summary: 'A search by _id finds resources of any documented member.',
  clause: 'FHIR R4 security.html',
  replacementOf: afterStep(match, (exchange) => {
    const id = exchange.request.query.get('_id');
    if (id === null || exchange.matches.length > 0) return;
    const found = resourceOfAnyone(exchange, id);
    if (found) exchange.matches = [found];
  }),
};
