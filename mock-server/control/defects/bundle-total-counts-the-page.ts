import { page } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const bundleTotalCountsThePage: Defect = {
  name: 'bundle.total-counts-the-page',
  summary: 'The total of a search result is the number of matches on the page.',
  clause: 'FHIR R4 search.html#total',
  report: 'https://github.com/microsoft/fhir-server/issues/232',
  replacementOf: afterStep(page, (exchange) => {
    exchange.total = exchange.page.length;
  }),
};
