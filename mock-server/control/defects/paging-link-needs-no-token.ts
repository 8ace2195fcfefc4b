import type { Defect } from '../defect.ts';
import { firstMember, letIn } from './support/bearer.ts';

export const pagingLinkNeedsNoToken: Defect = {
  name: 'paging.link-needs-no-token',
  summary: 'A page link is served without looking at the token.',
  clause: 'RFC 6750 §3.1',
  replacementOf: letIn((_refusal, exchange) =>
    exchange.request.query.has('_page') ? firstMember(exchange) : undefined,
  ),
};
