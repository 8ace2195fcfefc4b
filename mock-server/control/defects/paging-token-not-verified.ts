import { InvalidSearch } from '../../fhir/outcomes.ts';
import { parseSearch } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { parseAs } from './support/searches.ts';

export const pagingTokenNotVerified: Defect = {
  name: 'paging.token-not-verified',
  summary: 'An altered page link is not refused but answered with a first page.',
  clause: 'FHIR R4 search.html#errors',
  replacementOf: replaceStep(parseSearch, async (exchange) => {
    try {
      await parseSearch.run(exchange);
    } catch (error) {
      const isPage = exchange.request.query.has('_page');
      if (!isPage || !(error instanceof InvalidSearch)) throw error;
      await parseAs(exchange, { query: new URLSearchParams() });
    }
  }),
};
