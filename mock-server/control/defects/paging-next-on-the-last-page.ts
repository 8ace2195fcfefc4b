import { link } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const pagingNextOnTheLastPage: Defect = {
  name: 'paging.next-on-the-last-page',
  summary: 'The last page with matches has a next link, which leads to an empty page.',
  clause: 'FHIR R4 http.html#paging',
  report: 'https://github.com/hapifhir/hapi-fhir/issues/5237',
  replacementOf: replaceStep(link, async (exchange) => {
    const { ordered, plan } = exchange;
    const last = ordered.at(-1);
    const isPaged = plan.after !== undefined && last !== undefined;
    // As if one more followed: the page after it has nothing.
    const other = { ...exchange, ordered: isPaged ? [...ordered, { ...last, id: 'one-more' }] : ordered };
    await link.run(other);
    exchange.links = other.links;
  }),
};
