import { match } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { tokenCriterion } from './support/searches.ts';
import { afterStep } from './support/steps.ts';

export const searchCodeLosesAMatch: Defect = {
  name: 'search.code-loses-a-match',
  summary: 'A search by one code does not find the last resource that has it.',
  clause: 'FHIR R4 search.html#token',
  replacementOf: afterStep(match, (exchange) => {
    const isSingle = tokenCriterion(exchange, 'code')?.alternatives.length === 1;
    if (isSingle) exchange.matches = exchange.matches.slice(0, -1);
  }),
};
