import { savePassword } from '../../portal/developer/set-password.ts';
import { seeOther } from '../../reply.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const portalPasswordNotSaved: Defect = {
  name: 'portal.password-not-saved',
  summary: 'The password that was set is not kept.',
  clause: 'Portal documentation, Register with Developer Portal, step 3',
  replacementOf: replaceStep(savePassword, (context) => {
    context.reply = seeOther(`${context.endpoint.publicUrl}/developer/login?password=set`);
  }),
};
