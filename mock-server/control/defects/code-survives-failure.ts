import { checkPkce } from '../../oauth/check-pkce.ts';
import { redeemCode } from '../../oauth/redeem-code.ts';
import type { Defect } from '../defect.ts';
import { afterStep, replaceSteps, withoutStep } from './support/steps.ts';

export const codeSurvivesFailure: Defect = {
  name: 'code.survives-failure',
  summary: 'A code that was tried with a wrong verifier can be tried again.',
  clause: 'RFC 9700 §4.2.4',
  replacementOf: replaceSteps(
    withoutStep(redeemCode),
    afterStep(checkPkce, (context) => redeemCode.run(context)),
  ),
};
