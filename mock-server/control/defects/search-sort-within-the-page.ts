import { sortMatches } from '../../fhir/search/sort.ts';
import { order, page } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { afterStep, replaceSteps } from './support/steps.ts';

export const searchSortWithinThePage: Defect = {
  name: 'search.sort-within-the-page',
  summary: 'Each page is sorted by itself, not the whole result.',
  clause: 'FHIR R4 search.html#sort',
  replacementOf: replaceSteps(
    replaceStep(order, (exchange) => {
      exchange.ordered = sortMatches(exchange.matches, []);
    }),
    afterStep(page, (exchange) => {
      const next = exchange.page.at(-1);
      const sorted = sortMatches(exchange.page, exchange.plan.sort).filter((one) => one !== next);
      exchange.page = next ? [...sorted, next] : sorted;
    }),
  ),
};
