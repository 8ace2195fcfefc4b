import { seeOther } from '../../reply.ts';
import type { ProductionRequest } from '../../store/portal.ts';
import { showMessage } from '../developer/guards.ts';
import type { PageContext, PageStep } from '../developer/page-context.ts';
import type { State } from './states.ts';

/** Where the pages of an app's request are. */
export function productionPath({ app }: PageContext): string {
  return `/developer/apps/${app?.clientId ?? ''}/production`;
}

/** The request of the app that `findOwnApp` has found, if it has one. */
export const findOwnRequest: PageStep = {
  name: 'find-own-request',
  async run(context) {
    const { app, ports } = context;
    const request = app && (await ports.store.portal.productionRequestOfApp(app.clientId));
    if (request) context.production = request;
  },
};

/** @returns a step that leads back to the start page when the request does not stand so */
export function requireState(...states: readonly State[]): PageStep {
  return {
    name: `require-${states.join('-or-')}`,
    run(context) {
      if (context.production && states.includes(context.production.state)) return;
      context.reply = seeOther(context.endpoint.publicUrl + productionPath(context));
    },
  };
}

/** Writes the request; when someone else was faster, says so instead of losing their change. */
export async function writeRequest(context: PageContext, request: ProductionRequest): Promise<boolean> {
  const { ports } = context;
  const updated = { ...request, updatedAt: ports.clock.now() };
  if (await ports.store.portal.updateProductionRequest(updated)) {
    context.production = { ...updated, revision: updated.revision + 1 };
    return true;
  }
  showMessage(context, 409, 'Someone else was faster', [
    'This request was changed in the meantime. Nothing of yours was saved; look at it as it is now and try again.',
  ]);
  return false;
}
