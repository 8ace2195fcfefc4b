import { redeemCode } from '../../oauth/redeem-code.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const codeReplayAccepted: Defect = {
  name: 'code.replay-accepted',
  summary: 'An authorization code gives tokens as often as it is sent.',
  clause: 'RFC 6749 §4.1.2',
  report: 'https://github.com/ccpgames/sso-issues/issues/9',
  replacementOf: withoutStep(redeemCode),
};
