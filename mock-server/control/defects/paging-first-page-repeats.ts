import { addressEntries } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { hasChosenPageSize } from './support/searches.ts';

export const pagingFirstPageRepeats: Defect = {
  name: 'paging.first-page-repeats',
  summary: 'With a _count, the second page shows the matches of the first again.',
  clause: 'FHIR R4 http.html#paging',
  replacementOf: replaceStep(addressEntries, async (exchange) => {
    const { plan, ordered } = exchange;
    const first = ordered.slice(0, plan.pageSize);
    const isSecond = plan.after !== undefined && plan.after === first.at(-1)?.id;
    if (isSecond && hasChosenPageSize(exchange)) exchange.page = first;
    await addressEntries.run(exchange);
  }),
};
