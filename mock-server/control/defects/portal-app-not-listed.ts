import { showApps } from '../../portal/developer/apps-page.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const portalAppNotListed: Defect = {
  name: 'portal.app-not-listed',
  summary: 'A new app is registered, and missing from My Applications.',
  clause: 'Portal documentation, Register an Application, step 6',
  replacementOf: afterStep(showApps, (context) => {
    if (!context.reply) return;
    const body = String(context.reply.body).replace(/<ul class="cards">[\s\S]*?<\/ul>/, '');
    context.reply = { ...context.reply, body };
  }),
};
