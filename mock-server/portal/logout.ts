import { html } from 'hono/html';
import type { Endpoint } from '../context.ts';
import { filled } from '../oauth/token-context.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import { runSteps, type Step } from '../step.ts';
import { checkOwnForm } from './consents.ts';
import { htmlPage } from './layout.ts';
import { memberPage } from './member-frame.ts';
import { createPortalContext, type PortalContext, requireSession } from './portal-context.ts';

/** The session ends at the plan, so that its cookie is worth nothing, wherever it is kept. */
export const endSession: Step<PortalContext> = {
  name: 'end-session',
  async run(context) {
    const { endpoint, ports } = context;
    await ports.store.endSession(filled(context, 'sessionId'));
    const page = memberPage(
      'Signed out',
      html`<h1>You are signed out</h1>
<p>Apps you gave access keep it until you withdraw it.</p>
<p><a href="${endpoint.publicUrl}/member/login">Sign in again</a></p>`,
      { endpoint },
    );
    context.reply = htmlPage(200, page);
  },
};

export async function handleLogout(request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  return await runSteps([checkOwnForm, requireSession, endSession], createPortalContext(request, endpoint));
}
