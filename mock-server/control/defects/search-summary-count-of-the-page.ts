import { countTotal } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const searchSummaryCountOfThePage: Defect = {
  name: 'search.summary-count-of-the-page',
  summary: 'The count of a search that shows no matches is zero.',
  clause: 'FHIR R4 search.html#count',
  replacementOf: afterStep(countTotal, (exchange) => {
    exchange.total = Math.min(exchange.total, exchange.plan.pageSize);
  }),
};
