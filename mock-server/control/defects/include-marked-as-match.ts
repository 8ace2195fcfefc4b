import { addressEntries } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const includeMarkedAsMatch: Defect = {
  name: 'include.marked-as-match',
  summary: 'Resources that go with a page are marked as matches.',
  clause: 'FHIR R4 search.html#contained',
  report: 'https://github.com/hapifhir/hapi-fhir/issues/209',
  replacementOf: afterStep(addressEntries, (exchange) => {
    if (exchange.included.length > 0)
      exchange.entries = exchange.entries.map((entry) => ({ ...entry, mode: 'match' }));
  }),
};
