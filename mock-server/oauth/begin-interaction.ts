import { seeOther } from '../reply.ts';
import type { Step } from '../step.ts';
import type { AuthorizeContext } from './authorize-context.ts';
import { createSecret } from './secrets.ts';
import { filled } from './token-context.ts';

/** How long a member may take to sign in and decide. */
const INTERACTION_LIFE_MS = 10 * 60 * 1000;

/** Keeps the request, with its challenge, until the member has decided (AC-3, AC-5). */
export const beginInteraction: Step<AuthorizeContext> = {
  name: 'begin-interaction',
  async run(context) {
    const { parameters, endpoint, ports } = context;
    const id = createSecret();
    const now = ports.clock.now();
    await ports.store.saveInteraction(id, {
      clientId: filled(context, 'app').clientId,
      redirectUri: filled(context, 'redirectUri'),
      redirectUriSent: parameters.has('redirect_uri'),
      state: parameters.get('state'),
      scope: context.scope,
      challenge: parameters.get('code_challenge') ?? '',
      nonce: parameters.get('nonce'),
      expiresAt: now + INTERACTION_LIFE_MS,
    });
    context.reply = seeOther(`${endpoint.publicUrl}/member/login?interaction=${id}`);
  },
};
