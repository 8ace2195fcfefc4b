import { authorizeType } from '../../fhir/admit.ts';
import { consentableTypes } from '../../oauth/resource-types.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const isolationConsentNotAskedBySearch: Defect = {
  name: 'isolation.consent-not-asked-by-search',
  summary: 'Searches do not ask which types the member consented to.',
  clause: 'RFC 6750 §3.1',
  replacementOf: replaceStep(authorizeType, (exchange) => {
    const { access, request } = exchange;
    if (request.params.id !== undefined || access?.kind !== 'member') return authorizeType.run(exchange);
    exchange.access = { ...access, types: new Set(consentableTypes) };
  }),
};
