import { showApp } from '../../portal/developer/app-page.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const portalSecretOfNoApp: Defect = {
  name: 'portal.secret-of-no-app',
  summary: 'The client secret that is shown is not the one that is stored.',
  clause: 'Portal documentation, Register an Application, step 7',
  replacementOf: replaceStep(showApp, (context) => {
    if (context.newSecret !== undefined) context.newSecret = context.newSecret.replace(/.$/, '_');
    return showApp.run(context);
  }),
};
