import { defaultPageSize } from '../../fhir/search/result-parameters.ts';
import { parseSearch } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const pagingCountIgnored: Defect = {
  name: 'paging.count-ignored',
  summary: 'Pages have the default size, whatever _count says.',
  clause: 'FHIR R4 search.html#count',
  report: 'https://github.com/fhirbase/fhirbase-plv8/issues/78',
  replacementOf: afterStep(parseSearch, (exchange) => {
    exchange.plan = { ...exchange.plan, pageSize: defaultPageSize };
  }),
};
