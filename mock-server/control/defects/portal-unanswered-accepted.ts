import { saveSection } from '../../portal/production/section-page.ts';
import { seeOther } from '../../reply.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const portalUnansweredAccepted: Defect = {
  name: 'portal.unanswered-accepted',
  summary: 'Sections go on with questions left open.',
  clause: 'Portal documentation, Production Access Process, note',
  replacementOf: afterStep(saveSection, (context) => {
    if (context.reply?.status !== 422 || String(context.reply.body).includes('URL:')) return;
    context.reply = seeOther(
      `${context.endpoint.publicUrl}${context.request.path.replace(/[^/]+$/, 'dashboard')}`,
    );
  }),
};
