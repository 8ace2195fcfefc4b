import type { Defect } from '../defect.ts';
import { withBundle } from '../defects/support/replies.ts';

export const toleranceNoTotal: Defect = {
  name: 'tolerance.no-total',
  summary: 'Search results say no total unless it is all that was asked for.',
  clause: 'FHIR R4 search.html#total',
  rewrite: (reply, { query }) =>
    query.get('_count') === '0' || query.has('_summary')
      ? reply
      : withBundle(reply, ({ total: _, ...bundle }) => bundle),
};
