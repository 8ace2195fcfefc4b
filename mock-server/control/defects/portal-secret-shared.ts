import { hashSecret, sign } from '../../oauth/secrets.ts';
import { addApp } from '../../portal/developer/change-apps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const portalSecretShared: Defect = {
  name: 'portal.secret-shared',
  summary: 'All apps of a developer get the same client secret.',
  clause: 'Portal documentation, Register an Application, step 7',
  replacementOf: afterStep(addApp, async (context) => {
    const clientId = String(context.reply?.headers.location).split('/').at(-1) ?? '';
    const { session, developer, endpoint, portal } = context;
    const app = await endpoint.core.apps.find(clientId);
    if (!app || !session || !developer) return;
    const secret = sign(endpoint.core.key, 'shared secret', developer.id);
    await endpoint.core.apps.put({ ...app, secretHash: hashSecret(secret) });
    portal.onceShown.put(session.id, clientId, secret);
  }),
};
