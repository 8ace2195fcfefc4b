import type { Defect } from '../defect.ts';
import { changeSelfLink } from './support/searches.ts';

export const bundleSelfLinkDropsParameters: Defect = {
  name: 'bundle.self-link-drops-parameters',
  summary: 'The self link names the type alone, without the parameters of the search.',
  clause: 'FHIR R4 search.html#conformance',
  replacementOf: changeSelfLink((url) => url.split('?')[0]),
};
