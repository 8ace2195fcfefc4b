import { showMessage } from '../../portal/developer/guards.ts';
import { field } from '../../portal/developer/page-context.ts';
import { sendAccessCode } from '../../portal/developer/register.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const portalRegistrationTellsAccounts: Defect = {
  name: 'portal.registration-tells-accounts',
  summary: 'Registering says when an address has an account already.',
  clause: 'OWASP ASVS 4.0 §3.2.3',
  replacementOf: replaceStep(sendAccessCode, async (context) => {
    const { portal } = context.ports.store;
    const known = await portal.findDeveloperByEmail(field(context, 'email').toLowerCase());
    if (known?.passwordHash === undefined) return sendAccessCode.run(context);
    showMessage(context, 409, 'Register', ['There is an account with this email address.']);
  }),
};
