import { randomBytes } from 'node:crypto';
import { html } from 'hono/html';
import type { App } from '../../context.ts';
import { createSecret, hashSecret } from '../../oauth/secrets.ts';
import { seeOther } from '../../reply.ts';
import { withdrawRequestOf } from '../production/withdraw.ts';
import { type AppDetails, detailsIn, detailsOf, problemsOf, showAppForm } from './app-form.ts';
import { audit } from './audit.ts';
import { builtInCallbacks } from './built-in-callbacks.ts';
import { submit } from './fields.ts';
import { showMessage } from './guards.ts';
import type { PageContext, PageStep } from './page-context.ts';
import { grantsFor, typesOf } from './products.ts';
import { form, show } from './show.ts';

/** APP-5 */
export const MOST_APPS = 3;

/** The developer's apps: those of the sandbox, then those with production access. */
export async function ownApps({ endpoint, developer }: PageContext): Promise<readonly App[]> {
  const own = (await endpoint.core.apps.list()).filter(
    ({ owner }) => owner !== undefined && owner === developer?.id,
  );
  return own.toSorted((a, b) => (a.environment === b.environment ? 0 : a.environment === 'sandbox' ? -1 : 1));
}

/** At most 3; those with production access do not count (APP-5). */
export const checkAppLimit: PageStep = {
  name: 'check-app-limit',
  async run(context) {
    const count = (await ownApps(context)).filter(({ environment }) => environment === 'sandbox').length;
    if (count < MOST_APPS) return;
    showMessage(context, 409, 'No more applications', [
      `You have registered ${count} applications; ${MOST_APPS} are possible.`,
      'To register a 4th application, contact the Healthplan IT support team: it-support@plan.example.',
    ]);
  },
};

export const showAddApp: PageStep = {
  name: 'show-add-app',
  run(context) {
    showAppForm(context, {
      ...adding,
      details: { name: '', description: '', callback: '', products: [] },
      problems: {},
    });
  },
};

const adding = { title: 'Add app', action: '/developer/apps/new', label: 'Submit' };

export const checkNewApp: PageStep = {
  name: 'check-new-app',
  run(context) {
    const details = detailsIn(context);
    const problems = problemsOf(details);
    if (Object.keys(problems).length > 0) showAppForm(context, { ...adding, details, problems });
  },
};

/** APP-3: client id and secret of its own; the secret is shown once, on the next page. */
export const addApp: PageStep = {
  name: 'add-app',
  async run(context) {
    const { developer, endpoint } = context;
    if (!developer) return;
    const details = detailsIn(context);
    const secret = createSecret();
    const app: App = {
      ...withDetails(context, details),
      clientId: `app-${randomBytes(8).toString('hex')}`,
      secretHash: hashSecret(secret),
      developer: developer.organization,
      owner: developer.id,
      // What has not been assessed is not to look harmless.
      risk: 'high',
      environment: 'sandbox',
    };
    await endpoint.core.apps.put(app);
    await audit(context, 'app.added', app.clientId, details.name);
    showSecretNext(context, app.clientId, secret);
  },
};

export const showEditApp: PageStep = {
  name: 'show-edit-app',
  run(context) {
    const { app, endpoint } = context;
    if (!app) return;
    const details = detailsOf(app, builtInCallbacks(endpoint));
    showAppForm(context, { ...editing(app), details, problems: {} });
  },
};

const editing = ({ name, clientId }: App) => ({
  title: `Edit ${name}`,
  action: `/developer/apps/${clientId}/edit`,
  label: 'Save',
});

export const checkEditedApp: PageStep = {
  name: 'check-edited-app',
  run(context) {
    const details = detailsIn(context);
    const problems = problemsOf(details);
    if (context.app && Object.keys(problems).length > 0)
      showAppForm(context, { ...editing(context.app), details, problems });
  },
};

export const editApp: PageStep = {
  name: 'edit-app',
  async run(context) {
    const { app, endpoint } = context;
    if (!app) return;
    await endpoint.core.apps.put({ ...app, ...withDetails(context, detailsIn(context)) });
    await audit(context, 'app.edited', app.clientId, detailsIn(context).name);
    context.reply = seeOther(`${endpoint.publicUrl}/developer/apps/${app.clientId}`);
  },
};

export const showDeleteApp: PageStep = {
  name: 'show-delete-app',
  run(context) {
    const { app, endpoint } = context;
    if (!app) return;
    const path = `/developer/apps/${app.clientId}`;
    show(
      context,
      `Delete ${app.name}`,
      html`<h1>Delete ${app.name}?</h1>
<p role="alert">A deleted application cannot be recovered. Its client id, its secret and all tokens given to it stop working at once.</p>
<p>A request for production access that is not decided yet is withdrawn.</p>
${form(context, `${path}/delete`, html`<div class="buttons">${submit('Delete', 'danger')}<a class="button" href="${endpoint.publicUrl}${path}">Keep it</a></div>`)}`,
      { width: 'narrow' },
    );
  },
};

/** Its tokens are good no more, as they are those of an unknown client (APP-4). */
export const deleteApp: PageStep = {
  name: 'delete-app',
  async run(context) {
    const { app, endpoint } = context;
    if (!app) return;
    await withdrawRequestOf(app.clientId, context.ports);
    await endpoint.core.apps.remove(app.clientId);
    await audit(context, 'app.deleted', app.clientId, app.name);
    context.reply = seeOther(`${endpoint.publicUrl}/developer/apps?deleted=1`);
  },
};

/** The old secret stops working at once. */
export const rotateSecret: PageStep = {
  name: 'rotate-secret',
  async run(context) {
    const { app, endpoint } = context;
    if (!app) return;
    const secret = createSecret();
    await endpoint.core.apps.put({ ...app, secretHash: hashSecret(secret) });
    await audit(context, 'app.secret-rotated', app.clientId, app.name);
    showSecretNext(context, app.clientId, secret);
  },
};

function showSecretNext(context: PageContext, clientId: string, secret: string): void {
  const { session, portal, endpoint } = context;
  if (session) portal.onceShown.put(session.id, clientId, secret);
  context.reply = seeOther(`${endpoint.publicUrl}/developer/apps/${clientId}`);
}

function withDetails({ endpoint }: PageContext, { name, description, callback, products }: AppDetails) {
  return {
    name,
    description,
    redirectUris: [...(callback === '' ? [] : [callback]), ...builtInCallbacks(endpoint)],
    grants: grantsFor(products),
    products: typesOf(products),
    nativeApp: callback !== '' && URL.parse(callback)?.protocol !== 'https:',
  };
}
