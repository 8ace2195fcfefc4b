import { queryString, type SearchPair } from '../../fhir/search/plan.ts';
import type { Defect } from '../defect.ts';
import { changeSelfLink } from './support/searches.ts';

export const bundleSelfLinkEchoesEverything: Defect = {
  name: 'bundle.self-link-echoes-everything',
  summary: 'The self link shows parameters that were not applied.',
  clause: 'FHIR R4 search.html#conformance',
  replacementOf: changeSelfLink((url, { plan, request }) => {
    if (plan.ignored.length === 0) return url;
    const echoed = plan.ignored.map((name): SearchPair => [name, request.query.get(name) ?? '']);
    return `${url}${url.includes('?') ? '&' : '?'}${queryString(echoed)}`;
  }),
};
