import type { Defect } from '../defect.ts';
import { matchBy } from './support/searches.ts';

export const searchPeriodStartOnly: Defect = {
  name: 'search.period-start-only',
  summary: 'Of a Period only the start is compared.',
  clause: 'FHIR R4 search.html#date',
  replacementOf: matchBy(({ plan }) =>
    plan.criteria.map((criterion) => {
      if (criterion.test !== 'date') return criterion;
      const { values } = criterion.parameter;
      const startOf = ({ low }: { readonly low: number }) => ({ low, high: low });
      return {
        ...criterion,
        parameter: { ...criterion.parameter, values: (one) => values(one).map(startOf) },
      };
    }),
  ),
};
