import { match } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const searchDateBoundaryExcluded: Defect = {
  name: 'search.date-boundary-excluded',
  summary: 'The scan of dates for ge and le leaves out its end, the resources nearest to the date.',
  clause: 'FHIR R4 search.html#prefix',
  replacementOf: afterStep(match, (exchange) => {
    const criterion = exchange.plan.criteria.find(({ test }) => test === 'date');
    if (criterion?.test !== 'date') return;
    const { parameter, alternatives } = criterion;
    const prefix = alternatives[0]?.prefix;
    if (prefix !== 'ge' && prefix !== 'le') return;
    const dated = exchange.matches.map((resource) => ({
      resource,
      at: parameter.values(resource)[0]?.low ?? 0,
    }));
    const times = dated.map(({ at }) => at);
    const nearest = prefix === 'ge' ? Math.min(...times) : Math.max(...times);
    exchange.matches = dated.filter(({ at }) => at !== nearest).map(({ resource }) => resource);
  }),
};
