import { baseUrl } from '../../fhir/exchange.ts';
import { addressEntries } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const bundleFullUrlOfTheSearch: Defect = {
  name: 'bundle.full-url-of-the-search',
  summary: 'Every entry of a search result has the URL of the search as its fullUrl.',
  clause: 'FHIR R4 bundle.html#bundle-unique',
  replacementOf: afterStep(addressEntries, (exchange) => {
    const fullUrl = `${baseUrl(exchange)}/${exchange.type}`;
    exchange.entries = exchange.entries.map((entry) => ({ ...entry, fullUrl }));
  }),
};
