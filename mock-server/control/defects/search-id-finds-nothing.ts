import { match } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const searchIdFindsNothing: Defect = {
  name: 'search.id-finds-nothing',
  summary: 'A search by _id in the URL finds nothing.',
  clause: 'FHIR R4 search.html#id',
  replacementOf: afterStep(match, (exchange) => {
    if (exchange.request.query.has('_id')) exchange.matches = [];
  }),
};
