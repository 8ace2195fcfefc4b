import { saveSection } from '../../portal/production/section-page.ts';
import { seeOther } from '../../reply.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const portalLoopbackAddressesAccepted: Defect = {
  name: 'portal.loopback-addresses-accepted',
  summary: 'Privacy policy and terms may be addresses of the developer’s own machine.',
  clause: 'Portal documentation, Requirements for Production Access',
  replacementOf: afterStep(saveSection, (context) => {
    if (context.reply?.status !== 422 || !String(context.reply.body).includes('your own machine')) return;
    context.reply = seeOther(
      `${context.endpoint.publicUrl}${context.request.path.replace(/[^/]+$/, 'dashboard')}`,
    );
  }),
};
