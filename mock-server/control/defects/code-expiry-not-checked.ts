import { checkCodeAge } from '../../oauth/redeem-code.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const codeExpiryNotChecked: Defect = {
  name: 'code.expiry-not-checked',
  summary: 'An authorization code can be redeemed at any later time.',
  clause: 'RFC 6749 §4.1.2',
  replacementOf: withoutStep(checkCodeAge),
};
