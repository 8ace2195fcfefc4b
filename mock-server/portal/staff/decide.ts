import { seeOther } from '../../reply.ts';
import type { ProductionRequest } from '../../store/portal.ts';
import { audit } from '../developer/audit.ts';
import { showMessage } from '../developer/guards.ts';
import { field, type PageContext, type PageStep } from '../developer/page-context.ts';
import { writeRequest } from '../production/find-request.ts';
import { productionAppOf } from '../production/grant.ts';
import { canMove, IllegalMove, type Move, stateAfter } from '../production/states.ts';
import { showDesk } from './desk.ts';

/** @returns a step that refuses the move where the state machine does */
export function checkMove(move: Move): PageStep {
  return {
    name: `check-${move}`,
    run(context) {
      const { production } = context;
      if (!production || canMove(move, production.state)) return;
      showMessage(context, 409, 'Not possible now', [new IllegalMove(move, production.state).message]);
    },
  };
}

export const askDeveloper: PageStep = {
  name: 'ask-developer',
  async run(context) {
    const { production, ports } = context;
    const text = field(context, 'question').slice(0, 2000);
    if (!production) return;
    if (text === '') return showDesk(context, { question: 'Write the question.' }, 422);
    if (!(await move(context, 'ask', {}, text))) return;
    await ports.store.portal.addMessage({
      requestId: production.id,
      at: ports.clock.now(),
      by: 'staff',
      text,
    });
    await notify(context, 'A question about your request for production access', `The plan asks:\n\n${text}`);
    backToDesk(context);
  },
};

/** PROD-8: the developer learns of it by mail. */
export const scheduleReview: PageStep = {
  name: 'schedule-review',
  async run(context) {
    const review = { at: field(context, 'at').slice(0, 100), place: field(context, 'place').slice(0, 200) };
    const problems = {
      ...(review.at === '' && { at: 'Enter when the review is.' }),
      ...(review.place === '' && { place: 'Enter where the review is.' }),
    };
    if (Object.keys(problems).length > 0) return showDesk(context, problems, 422);
    if (!(await move(context, 'schedule', { review }, `${review.at}, ${review.place}`))) return;
    await notify(
      context,
      'Face-to-face review of your application',
      `The plan invites you to a face-to-face review.\n\nWhen: ${review.at}\nWhere: ${review.place}`,
    );
    backToDesk(context);
  },
};

/** PROD-9 */
export const grantAccess: PageStep = {
  name: 'grant-access',
  async run(context) {
    const { production, ports, endpoint } = context;
    const app = production && (await endpoint.core.apps.find(production.clientId));
    const last = production && (await ports.store.portal.submissionsOf(production.id)).at(-1);
    if (!app || !last)
      return showMessage(context, 409, 'Not possible now', ['The application is no longer there.']);
    const granted = productionAppOf(app, production, last);
    // First the app: a request that says "granted" has one, whatever happens in between.
    await endpoint.core.apps.put(granted);
    if (!(await move(context, 'grant', { productionClientId: granted.clientId }, granted.name))) {
      await endpoint.core.apps.remove(granted.clientId);
      return;
    }
    await notify(
      context,
      'Production access is granted',
      `${granted.name} is on your page My Applications. Make its client secret there.\nClient ID: ${granted.clientId}`,
    );
    backToDesk(context);
  },
};

export const refuseAccess: PageStep = {
  name: 'refuse-access',
  async run(context) {
    const reason = field(context, 'refusal').slice(0, 2000);
    if (reason === '') return showDesk(context, { refusal: 'Give the reason.' }, 422);
    if (!(await move(context, 'refuse', { reason }, reason))) return;
    await notify(
      context,
      'Production access is refused',
      `Reason: ${reason}\n\nYou can change your answers and submit them anew.`,
    );
    backToDesk(context);
  },
};

/** The production app is gone at once, and its tokens with it. */
export const revokeAccess: PageStep = {
  name: 'revoke-access',
  async run(context) {
    const { production, endpoint } = context;
    const reason = field(context, 'revocation').slice(0, 2000);
    if (reason === '') return showDesk(context, { revocation: 'Give the reason.' }, 422);
    if (!(await move(context, 'revoke', { reason }, reason))) return;
    await endpoint.core.apps.remove(production?.productionClientId ?? '');
    await notify(context, 'Production access is revoked', `Reason: ${reason}`);
    backToDesk(context);
  },
};

async function move(
  context: PageContext,
  name: Move,
  changes: Partial<ProductionRequest>,
  detail: string,
): Promise<boolean> {
  const { production } = context;
  if (!production) return false;
  const state = stateAfter(name, production.state);
  if (!(await writeRequest(context, { ...production, ...changes, state }))) return false;
  await audit(context, `production.${name}`, production.clientId, detail, production.owner);
  return true;
}

async function notify({ production, ports, portal, endpoint }: PageContext, subject: string, text: string) {
  const developer = production && (await ports.store.portal.findDeveloper(production.owner));
  if (!developer) return;
  const url = `${endpoint.publicUrl}/developer/apps/${production.clientId}/production`;
  const body = `Hello ${developer.name},\n\n${text}\n\nYour request for ${production.appName}: ${url}\n\nAssay Health Plan\n`;
  await portal.mailer.send({ to: developer.email, subject, text: body });
}

function backToDesk(context: PageContext): void {
  context.reply = seeOther(`${context.endpoint.publicUrl}/staff/requests/${context.production?.id}`);
}
