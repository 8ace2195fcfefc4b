import { sortMatches } from '../../fhir/search/sort.ts';
import { order } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const searchSortDirectionIgnored: Defect = {
  name: 'search.sort-direction-ignored',
  summary: 'A minus before a sort parameter is accepted and changes nothing.',
  clause: 'FHIR R4 search.html#sort',
  report: 'https://github.com/LinuxForHealth/FHIR/issues/2560',
  replacementOf: replaceStep(order, (exchange) => {
    const { sort } = exchange.plan;
    exchange.ordered = sortMatches(
      exchange.matches,
      sort.map((key) => ({ ...key, descending: false })),
    );
  }),
};
