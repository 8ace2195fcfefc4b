import { showMessage } from '../../portal/developer/guards.ts';
import { checkLogin } from '../../portal/developer/login.ts';
import { field } from '../../portal/developer/page-context.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const portalLoginTellsAccounts: Defect = {
  name: 'portal.login-tells-accounts',
  summary: 'The login says that an address has no account.',
  clause: 'OWASP ASVS 4.0 §2.2.1',
  replacementOf: replaceStep(checkLogin, async (context) => {
    const { portal } = context.ports.store;
    if (await portal.findDeveloperByEmail(field(context, 'email').toLowerCase()))
      return checkLogin.run(context);
    showMessage(context, 401, 'Log in', ['There is no account with this email address.']);
  }),
};
