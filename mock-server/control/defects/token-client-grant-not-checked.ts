import { checkClientGrant } from '../../oauth/check-grant-type.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const tokenClientGrantNotChecked: Defect = {
  name: 'token.client-grant-not-checked',
  summary: 'Any client may use any grant type.',
  clause: 'RFC 6749 §5.2',
  replacementOf: withoutStep(checkClientGrant),
};
