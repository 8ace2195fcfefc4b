import { takeSecret } from '../../portal/developer/app-page.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const portalSecretShownTwice: Defect = {
  name: 'portal.secret-shown-twice',
  summary: 'The client secret is shown as often as the page of the app is opened.',
  clause: 'Portal documentation, Register an Application, step 7',
  replacementOf: replaceStep(takeSecret, (context) => {
    const { session, app, portal } = context;
    const secret = session && app && portal.onceShown.peek(session.id, app.clientId);
    if (secret !== undefined) context.newSecret = secret;
  }),
};
