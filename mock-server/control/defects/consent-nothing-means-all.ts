import { offeredTypes } from '../../oauth/offered-types.ts';
import { filled } from '../../oauth/token-context.ts';
import { readDecision } from '../../portal/consent.ts';
import { tickedTypes } from '../../portal/consent-page.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const consentNothingMeansAll: Defect = {
  name: 'consent.nothing-means-all',
  summary: 'A member who takes every tick away and presses Allow shares everything.',
  clause: 'RFC 6749 §4.1.2.1',
  replacementOf: replaceStep(readDecision, async (context) => {
    const { request, endpoint } = context;
    const isEmpty = tickedTypes(request.form).size === 0;
    if (!isEmpty || request.form?.get('decision') !== 'allow') return readDecision.run(context);
    context.types = offeredTypes(
      filled(context, 'app'),
      filled(context, 'interaction').scope,
      endpoint.dialect,
    );
  }),
};
