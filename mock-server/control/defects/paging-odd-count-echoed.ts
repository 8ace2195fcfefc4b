import { link, parseSearch } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { parseAs } from './support/searches.ts';
import { afterStep, replaceSteps } from './support/steps.ts';

export const pagingOddCountEchoed: Defect = {
  name: 'paging.odd-count-echoed',
  summary: 'A _count that is no number is not used, and stands in the self link as if it were.',
  clause: 'FHIR R4 search.html#count',
  replacementOf: replaceSteps(
    replaceStep(parseSearch, (exchange) => {
      const query = new URLSearchParams(exchange.request.query);
      if (isOdd(query.get('_count'))) query.delete('_count');
      return parseAs(exchange, { query });
    }),
    afterStep(link, (exchange) => {
      const count = exchange.request.query.get('_count');
      if (!isOdd(count)) return;
      exchange.links = exchange.links.map((one) => ({
        ...one,
        url: `${one.url}${one.url.includes('?') ? '&' : '?'}_count=${count}`,
      }));
    }),
  ),
};

function isOdd(count: string | null): boolean {
  return count !== null && !/^\d+$/.test(count);
}
