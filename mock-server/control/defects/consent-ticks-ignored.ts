import { offeredTypes } from '../../oauth/offered-types.ts';
import { filled } from '../../oauth/token-context.ts';
import { readDecision } from '../../portal/consent.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const consentTicksIgnored: Defect = {
  name: 'consent.ticks-ignored',
  summary: 'A member who allows anything allows everything that was asked for.',
  clause: 'RFC 6749 §3.3',
  replacementOf: afterStep(readDecision, (context) => {
    if (!context.types) return;
    const { scope } = filled(context, 'interaction');
    context.types = offeredTypes(filled(context, 'app'), scope, context.endpoint.dialect);
  }),
};
