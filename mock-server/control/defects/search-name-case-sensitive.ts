import { match } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const searchNameCaseSensitive: Defect = {
  name: 'search.name-case-sensitive',
  summary: 'A search by name tells upper from lower case.',
  clause: 'FHIR R4 search.html#string',
  report: 'https://github.com/microsoft/fhir-server/issues/1886',
  replacementOf: afterStep(match, (exchange) => {
    const { plan } = exchange;
    const sent = plan.processed.find(([name]) => name === 'name')?.[1];
    const criterion = plan.criteria.find(({ name }) => name === 'name');
    if (sent === undefined || criterion?.test !== 'string') return;
    exchange.matches = exchange.matches.filter((resource) =>
      criterion.values(resource).some(({ raw }) => raw.startsWith(sent)),
    );
  }),
};
