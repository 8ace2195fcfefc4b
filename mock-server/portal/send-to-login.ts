import { portsFor } from '../control/defect.ts';
import { seeOther } from '../reply.ts';
import type { Step } from '../step.ts';
import { signedIn } from './browser-state.ts';
import type { PortalContext } from './portal-context.ts';

/** For a page: without a live session the browser goes to the login page, and comes back from there. */
export const sendToLogin: Step<PortalContext> = {
  name: 'send-to-login',
  async run(context) {
    const found = await signedIn(context.request, context.ports, context.app?.environment);
    if (!found) {
      context.reply = seeOther(loginUrl(context));
      return;
    }
    context.member = found.member;
    context.sessionId = found.sessionId;
    context.ports = portsFor(context.ports, found.environment);
  },
};

export function loginUrl({ endpoint, interactionId }: PortalContext): string {
  const query = interactionId === '' ? '' : `?interaction=${encodeURIComponent(interactionId)}`;
  return `${endpoint.publicUrl}/member/login${query}`;
}
