import { checkRevocationClient } from '../../oauth/revoke.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const revokeClientNotCompared: Defect = {
  name: 'revoke.client-not-compared',
  summary: 'Any client may revoke the tokens of any other.',
  clause: 'RFC 7009 §2.1',
  replacementOf: withoutStep(checkRevocationClient),
};
