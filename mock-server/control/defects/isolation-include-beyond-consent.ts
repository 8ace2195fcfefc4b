import { authorizeType } from '../../fhir/admit.ts';
import { consentableTypes } from '../../oauth/resource-types.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const isolationIncludeBeyondConsent: Defect = {
  name: 'isolation.include-beyond-consent',
  summary: 'Included resources are not held against the consent.',
  clause: 'RFC 6750 §3.1',
  replacementOf: afterStep(authorizeType, (exchange) => {
    const { access, request } = exchange;
    const isIncluding = request.query.has('_include') || request.query.has('_revinclude');
    if (access?.kind === 'member' && isIncluding)
      exchange.access = { ...access, types: new Set(consentableTypes) };
  }),
};
