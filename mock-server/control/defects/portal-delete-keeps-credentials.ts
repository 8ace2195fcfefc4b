import { deleteApp } from '../../portal/developer/change-apps.ts';
import { seeOther } from '../../reply.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const portalDeleteKeepsCredentials: Defect = {
  name: 'portal.delete-keeps-credentials',
  summary: 'A deleted app is no longer listed, but its credentials still get tokens.',
  clause: 'Portal documentation, Register an Application, step 8',
  replacementOf: replaceStep(deleteApp, async (context) => {
    const { app, endpoint } = context;
    if (!app) return;
    const { owner: _, ...ownerless } = app;
    await endpoint.core.apps.put(ownerless);
    context.reply = seeOther(`${endpoint.publicUrl}/developer/apps?deleted=1`);
  }),
};
