import { checkAccessExpiry } from '../../oauth/access.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const bearerExpiryNotChecked: Defect = {
  name: 'bearer.expiry-not-checked',
  summary: 'An access token works after its time.',
  clause: 'RFC 6750 §3.1',
  replacementOf: withoutStep(checkAccessExpiry),
};
