import { checkAuthorizeScope } from '../../oauth/check-authorize-request.ts';
import { InvalidScope } from '../../oauth/errors.ts';
import { errorPage } from '../../portal/error-page.ts';
import { htmlPage } from '../../portal/layout.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const authorizeScopeErrorOnAPage: Defect = {
  name: 'authorize.scope-error-on-a-page',
  summary: 'An unknown scope strands the member on an error page; the app is not told.',
  clause: 'RFC 6749 §4.1.2.1',
  replacementOf: replaceStep(checkAuthorizeScope, async (context) => {
    try {
      await checkAuthorizeScope.run(context);
    } catch (error) {
      if (!(error instanceof InvalidScope)) throw error;
      context.reply = htmlPage(400, errorPage('The app asks for something that is not known here.'));
    }
  }),
};
