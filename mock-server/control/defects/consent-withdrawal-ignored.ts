import { withdrawConsent } from '../../portal/consents.ts';
import { seeOther } from '../../reply.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const consentWithdrawalIgnored: Defect = {
  name: 'consent.withdrawal-ignored',
  summary: 'A withdrawn consent disappears from the page, and its tokens work on.',
  clause: 'Portal documentation, production access',
  replacementOf: replaceStep(withdrawConsent, (context) => {
    context.reply = seeOther(`${context.endpoint.publicUrl}/member/consents?withdrawn=1`);
  }),
};
