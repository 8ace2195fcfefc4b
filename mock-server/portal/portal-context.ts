import type { App, Endpoint } from '../context.ts';
import { type Ports, portsFor, portsInForce } from '../control/defect.ts';
import type { Member } from '../population.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import type { Step } from '../step.ts';
import type { Interaction } from '../store/store.ts';
import { signedIn } from './browser-state.ts';
import { expiredPage } from './error-page.ts';
import { htmlPage } from './layout.ts';
import type { Person } from './persons.ts';

/** One request of a member's browser during sign-in and consent; optional members are filled by the step named. */
export interface PortalContext {
  readonly request: IncomingRequest;
  readonly endpoint: Endpoint;
  /** From `findInteraction` or `requireSession` on with the population that is asked for. */
  ports: Ports;
  /** From the form, else from the query. */
  readonly interactionId: string;
  /** `findInteraction` */
  interaction?: Interaction;
  /** `findInteraction` */
  app?: App;
  /** `requireSession`, `checkPassword` */
  member?: Member;
  /** `requireSession` */
  sessionId?: string;
  /** `choosePerson`: whose data is shared. */
  person?: Person;
  /** `readDecision`: what the member ticked. */
  types?: ReadonlySet<string>;
  reply?: Reply;
}

export function createPortalContext(request: IncomingRequest, endpoint: Endpoint): PortalContext {
  const sent = request.method === 'POST' ? request.form : request.query;
  return {
    request,
    endpoint,
    ports: portsInForce(endpoint.core.ports),
    interactionId: sent?.get('interaction') ?? '',
  };
}

/** The authorization request that waits for this member; answered or expired ones are gone. */
export const findInteraction: Step<PortalContext> = {
  name: 'find-interaction',
  async run(context) {
    const { ports, interactionId, endpoint } = context;
    const interaction = await ports.store.findInteraction(interactionId);
    const app = interaction && (await endpoint.core.apps.find(interaction.clientId));
    if (!app || ports.clock.now() >= interaction.expiresAt) {
      context.reply = htmlPage(context.request.method === 'POST' ? 403 : 400, expiredPage());
      return;
    }
    context.interaction = interaction;
    context.app = app;
    context.ports = portsFor(ports, app.environment);
  },
};

/** Members also come without an app: to see what they share. */
export const findInteractionIfAny: Step<PortalContext> = {
  name: 'find-interaction-if-any',
  async run(context) {
    if (context.interactionId !== '') await findInteraction.run(context);
  },
};

/** For a form: without a live session its answer counts for nothing. */
export const requireSession: Step<PortalContext> = {
  name: 'require-session',
  async run(context) {
    const found = await signedIn(context.request, context.ports, context.app?.environment);
    if (!found) {
      context.reply = htmlPage(403, expiredPage());
      return;
    }
    context.member = found.member;
    context.sessionId = found.sessionId;
    context.ports = portsFor(context.ports, found.environment);
  },
};
