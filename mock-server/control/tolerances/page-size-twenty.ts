import { parseSearch } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from '../defects/support/steps.ts';

export const tolerancePageSizeTwenty: Defect = {
  name: 'tolerance.page-size-twenty',
  summary: 'Pages have twenty matches when no size is asked for, and never more than fifty.',
  clause: 'FHIR R4 search.html#count',
  replacementOf: afterStep(parseSearch, (exchange) => {
    const { plan } = exchange;
    const asked = plan.processed.some(([name]) => name === '_count');
    const pageSize = asked ? Math.min(plan.pageSize, MOST) : Math.min(plan.pageSize, 20);
    const processed = plan.processed.map(([name, value]): [string, string] => [
      name,
      name === '_count' && Number(value) > MOST ? String(MOST) : value,
    ]);
    exchange.plan = { ...plan, pageSize, processed };
  }),
};

const MOST = 50;
